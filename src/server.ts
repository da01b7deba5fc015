/** The production entry: `node firstpjt/server.js` is what wsgi.py and asgi.py are to Django. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CreateServerOptions, createServer } from './handlers/create-server.ts';
import { getHandler } from './handlers/handler.ts';
import { setup } from './setup.ts';

export { type CreateServerOptions, createServer };

export interface ServeOptions extends CreateServerOptions {
  /** The variable `HOST`, else every address of this machine. */
  host?: string;
  /** The variable `PORT`, else 8000. 0 takes a free one. */
  port?: number;
  /** Milliseconds that requests in work get to finish when the process is told to stop; 10,000 unless given. */
  gracePeriod?: number;
}

/**
 * Set the project up and answer requests until SIGTERM or SIGINT; requests that are in work then are finished first.
 * @returns the server, once it listens
 */
export async function serve(options: ServeOptions = {}): Promise<Server> {
  await setup();
  const server = createServer(await getHandler(), options);
  const port = options.port ?? Number(process.env['PORT'] ?? 8000);
  await listen(server, port, options.host ?? process.env['HOST']);
  stopOnSignals(server, options.gracePeriod ?? 10_000);
  const { address, port: taken } = server.address() as AddressInfo;
  process.stdout.write(`Listening on http://${address.includes(':') ? `[${address}]` : address}:${taken}/\n`);
  return server;
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Accept no more, let what runs finish, then let the process end. A second signal ends it at once. */
function stopOnSignals(server: Server, gracePeriod: number): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    void closeServer(server, gracePeriod).then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/**
 * Stop a server: no new connection is taken, idle ones are closed, the others when their request is answered, or when the time is up.
 * @param gracePeriod in milliseconds
 */
export function closeServer(server: Server, gracePeriod: number): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), gracePeriod);
    server.keepAliveTimeout = 1;
    server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
}
