import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { nearest } from '../utils/nearest.ts';
import { shownValue } from '../utils/shown-value.ts';
import { checkNames } from './check-settings.ts';

type Options = Readonly<Record<string, unknown>>;

const OF_SQLITE = ['timeout', 'initCommand', 'transactionMode', 'driver'];
const MODES = ['deferred', 'immediate', 'exclusive'];
const OF_POSTGRESQL = [
  'ssl',
  'applicationName',
  'isolationLevel',
  'connectTimeout',
  'statementTimeout',
  'preparedStatements',
  'pool',
];
/** Files and modes that psql reads, and the driver does not. */
const OF_PSQL = ['service', 'passfile', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'];
const OF_MYSQL = ['isolationLevel', 'connectTimeout', 'serverVersion', 'initCommand'];

export function checkSqliteOptions(place: string, options: Options): void {
  checkNames(place, options, OF_SQLITE);
  const { transactionMode: mode } = options;
  if (mode === undefined || mode === null || MODES.includes(String(mode).toLowerCase())) return;
  throw new ImproperlyConfigured(
    `${place}.transactionMode is ${shownValue(mode)}.`,
    `Use one of ${MODES.map((one) => `'${one}'`).join(', ')}, or leave it out for 'immediate'.`,
  );
}

/** What asks `psql` for TLS would leave the connection itself without it. */
export function checkPostgresOptions(place: string, options: Options): void {
  checkNames(place, options, [...OF_POSTGRESQL, ...OF_PSQL]);
  if (options['ssl'] !== undefined) return;
  const named = OF_PSQL.find((name) => name.startsWith('ssl') && options[name] !== undefined);
  if (named === undefined) return;
  throw new ImproperlyConfigured(
    `${place}.${named} is read by dbshell alone, and there is no 'ssl' for the connection.`,
    'Say ssl: true, ssl: { ca, cert, key } with what the files hold, or ssl: false for a connection without TLS.',
  );
}

/** Names that are the driver's own go to it, and it tells those that it does not know. */
export function checkMysqlOptions(place: string, options: Options): void {
  for (const name of Object.keys(options)) {
    const near = OF_MYSQL.includes(name) ? undefined : nearest(name, OF_MYSQL);
    if (near !== undefined) checkNames(place, { [name]: options[name] }, OF_MYSQL);
  }
}
