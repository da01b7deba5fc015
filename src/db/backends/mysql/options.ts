import type { DatabaseSettings } from '../../../conf/settings.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import type { ServerAddress } from './server-version.ts';

const ISOLATION_LEVELS = ['read uncommitted', 'read committed', 'repeatable read', 'serializable'];
/** OPTIONS that are the backend's own; all others go to the driver. */
const OWN = new Set(['pool', 'connectTimeout', 'isolationLevel', 'serverVersion', 'initCommand']);

export interface MysqlOptions {
  readonly address: ServerAddress;
  /** What the driver is given, beside the address. */
  readonly driver: Readonly<Record<string, unknown>>;
  /** Milliseconds. */
  readonly connectTimeout: number;
  readonly isolationLevel: string | null;
  readonly serverVersion: string | undefined;
  readonly initCommand: string | undefined;
}

/** What `DATABASES` says of a MySQL database, beside its pool; times there are in seconds. */
export function readOptions(alias: string, settings: DatabaseSettings): MysqlOptions {
  const options = settings.OPTIONS ?? {};
  const host = settings.HOST || 'localhost';
  const isolationLevel = options['isolationLevel'] === null ? null : isolation(alias, options);
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => !OWN.has(name)));
  return {
    address: {
      host: host === 'localhost' ? '127.0.0.1' : host,
      port: Number(settings.PORT || 3306),
      socketPath: host.startsWith('/') ? host : undefined,
    },
    driver: rest,
    connectTimeout: Number(options['connectTimeout'] ?? 10) * 1000,
    isolationLevel,
    serverVersion: options['serverVersion'] as string | undefined,
    initCommand: options['initCommand'] as string | undefined,
  };
}

function isolation(alias: string, options: Readonly<Record<string, unknown>>): string {
  const level = String(options['isolationLevel'] ?? 'read committed').toLowerCase();
  if (ISOLATION_LEVELS.includes(level)) return level;
  throw new ImproperlyConfigured(
    `OPTIONS.isolationLevel of DATABASES['${alias}'] is '${level}', which is no transaction isolation level.`,
    `Use one of ${ISOLATION_LEVELS.map((one) => `'${one}'`).join(', ')}, or null for the server's own.`,
  );
}
