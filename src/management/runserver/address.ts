import { CommandError } from '../command-error.ts';

export interface Address {
  host: string;
  port: number;
  ipv6: boolean;
}

const PATTERN = /^(?:(?<host>\[[a-f\d:.%]+\]|[\w.-]+):)?(?<port>\d+)$/i;

/**
 * Where to listen: `8001`, `0.0.0.0:8000`, `localhost:8000`, `[::1]:8000`; `0` as an address means all of them.
 * @throws CommandError for anything else
 */
export function parseAddress(text: string | undefined, wantsIpv6 = false): Address {
  if (text === undefined) return { host: wantsIpv6 ? '::1' : '127.0.0.1', port: 8000, ipv6: wantsIpv6 };
  const { host, port } = PATTERN.exec(text)?.groups ?? {};
  const number = Number(port);
  if (port === undefined || number > 65_535) {
    throw new CommandError(
      `'${text}' is not a valid port number or address:port pair.`,
      'For example: runserver 8001, or runserver 0.0.0.0:8000.',
    );
  }
  if (host === undefined) return { host: wantsIpv6 ? '::1' : '127.0.0.1', port: number, ipv6: wantsIpv6 };
  if (host.startsWith('[')) return { host: host.slice(1, -1), port: number, ipv6: true };
  return { host: host === '0' ? '0.0.0.0' : host, port: number, ipv6: wantsIpv6 };
}

/** The URL of an address: `http://127.0.0.1:8000/`. */
export function urlOf({ host, port }: Pick<Address, 'host' | 'port'>): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
