import { createServer, type Server } from 'node:net';
import { CommandError } from '../command-error.ts';
import type { Address } from './address.ts';

type Place = Pick<Address, 'host' | 'port'>;

/** Listen, or reject with the system's error. @returns the port, which is another than asked for when that was 0 */
export function listen(server: Server, { host, port }: Place): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** What to tell somebody who wanted to listen there; for a busy port with the next one that is free. */
export async function listenError(
  code: string | undefined,
  place: Place,
  given?: string,
): Promise<CommandError> {
  if (code === 'EADDRINUSE') {
    const next = await nextFreePort(place);
    const address = given === undefined || /^\d+$/.test(given) ? `${next}` : given.replace(/\d+$/, `${next}`);
    return new CommandError(
      'That port is already in use.',
      next === undefined ? undefined : `Try the next one that is free: node manage.js runserver ${address}`,
    );
  }
  const known: Readonly<Record<string, string>> = {
    EACCES: "You don't have permission to access that port.",
    EADDRNOTAVAIL: "That IP address can't be assigned to.",
    ENOTFOUND: `There is no machine called ${place.host}.`,
  };
  return new CommandError(known[code ?? ''] ?? `Listening on ${place.host}:${place.port} failed: ${code}.`);
}

async function nextFreePort({ host, port }: Place): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(port + 100, 65_535); next++) {
    const server = createServer();
    try {
      await listen(server, { host, port: next });
      return next;
    } catch {
      // Taken too, or not ours to take.
    } finally {
      server.close();
    }
  }
  return undefined;
}
