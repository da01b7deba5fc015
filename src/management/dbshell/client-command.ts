import type { DatabaseSettings } from '../../conf/settings.ts';
import { CommandError } from '../command-error.ts';

/** A program with its arguments, and what it gets by its environment. */
export interface ClientCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

type MakeCommand = (database: DatabaseSettings, extra: readonly string[]) => ClientCommand;

const CLIENTS: Readonly<Record<string, MakeCommand>> = {
  sqlite: ({ NAME }, extra) => ({ program: 'sqlite3', args: [NAME, ...extra], env: {} }),
  postgresql: psql,
  mysql,
};

/**
 * The database's own client, told where the database is. A password goes into the environment: arguments can be read by everybody
 * on the machine.
 * @throws CommandError for a database whose client isn't known
 */
export function clientCommand(
  vendor: string,
  database: DatabaseSettings,
  extra: readonly string[] = [],
): ClientCommand {
  const make = CLIENTS[vendor];
  if (make !== undefined) return make(database, extra);
  throw new CommandError(
    `dbshell knows no client for '${vendor}'.`,
    `It knows those of: ${Object.keys(CLIENTS).join(', ')}.`,
  );
}

function psql(
  { NAME, USER, PASSWORD, HOST, PORT, OPTIONS = {} }: DatabaseSettings,
  extra: readonly string[],
): ClientCommand {
  const name = NAME === '' && OPTIONS['service'] === undefined ? 'postgres' : NAME;
  const env = {
    PGPASSWORD: PASSWORD,
    PGSERVICE: OPTIONS['service'],
    PGSSLMODE: OPTIONS['sslmode'] ?? (OPTIONS['ssl'] ? 'require' : undefined),
    PGSSLROOTCERT: OPTIONS['sslrootcert'],
    PGSSLCERT: OPTIONS['sslcert'],
    PGSSLKEY: OPTIONS['sslkey'],
    PGPASSFILE: OPTIONS['passfile'],
  };
  const args = [...flag('-U', USER), ...flag('-h', HOST), ...flag('-p', PORT), ...extra];
  return { program: 'psql', args: name === '' ? args : [...args, name], env: given(env) };
}

function mysql(
  { NAME, USER, PASSWORD, HOST, PORT, OPTIONS = {} }: DatabaseSettings,
  extra: readonly string[],
): ClientCommand {
  const ssl = (typeof OPTIONS['ssl'] === 'object' ? OPTIONS['ssl'] : {}) as Readonly<Record<string, unknown>>;
  const password = OPTIONS['password'] ?? PASSWORD;
  const host = OPTIONS['socketPath'] ?? OPTIONS['host'] ?? HOST;
  const options = {
    user: OPTIONS['user'] ?? USER,
    [String(host ?? '').includes('/') ? 'socket' : 'host']: host,
    port: OPTIONS['port'] ?? PORT,
    'ssl-ca': fileName(ssl['ca']),
    'ssl-cert': fileName(ssl['cert']),
    'ssl-key': fileName(ssl['key']),
    'default-character-set': OPTIONS['charset'],
  };
  const args = Object.entries(given(options)).map(([name, value]) => `--${name}=${value}`);
  const name = String(OPTIONS['database'] ?? NAME);
  return {
    program: 'mysql',
    args: [...args, ...(name === '' ? [] : [name]), ...extra],
    env: given({ MYSQL_PWD: password }),
  };
}

/** The driver takes certificates and keys themselves, the client their files: what is no name stays out of its arguments. */
function fileName(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('-----BEGIN') ? value : undefined;
}

function flag(name: string, value: string | number | undefined): string[] {
  return value === undefined || value === '' ? [] : [name, String(value)];
}

/** The values that are there, as texts. */
function given(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const there = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return Object.fromEntries(there.map(([name, value]) => [name, String(value)]));
}
