import type { ClientConfig } from 'pg';
import { isConfigured, settings as projectSettings } from '../../../conf/configure.ts';
import type { DatabaseSettings } from '../../../conf/settings.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { postgresZone } from './dates.ts';
import { quoteValue } from './quote-value.ts';

/** What a connection of PostgreSQL takes in `OPTIONS`. */
interface PostgresOptions {
  readonly ssl?: ClientConfig['ssl'];
  readonly applicationName?: string;
  readonly isolationLevel?: string;
  readonly connectTimeout?: number;
  readonly statementTimeout?: number;
  readonly preparedStatements?: boolean;
}

const LEVELS: ReadonlySet<string> = new Set([
  'read uncommitted',
  'read committed',
  'repeatable read',
  'serializable',
]);

export function optionsOf({ OPTIONS = {} }: DatabaseSettings): PostgresOptions {
  return OPTIONS as PostgresOptions;
}

/** Settings of a database as the driver takes them; a HOST that starts with `/` is the folder of a Unix socket. */
export function clientConfig(settings: DatabaseSettings): ClientConfig {
  const { ssl, applicationName, connectTimeout, statementTimeout } = optionsOf(settings);
  const { HOST, PORT, USER, PASSWORD, NAME } = settings;
  const config: ClientConfig = {
    database: NAME,
    keepAlive: true,
    connectionTimeoutMillis: (connectTimeout ?? 10) * 1000,
  };
  if (HOST) config.host = HOST;
  if (PORT) config.port = Number(PORT);
  if (USER) config.user = USER;
  if (PASSWORD) config.password = PASSWORD;
  if (ssl !== undefined) config.ssl = ssl;
  if (applicationName !== undefined) config.application_name = applicationName;
  if (statementTimeout !== undefined) config.statement_timeout = statementTimeout * 1000;
  return config;
}

/** Where a connection leads, for messages. */
export function addressOf({ HOST, PORT }: DatabaseSettings): string {
  return `${HOST || process.env['PGHOST'] || 'localhost'}:${PORT || process.env['PGPORT'] || 5432}`;
}

/** What a new connection is told: its time zone and how dates and intervals are written. @throws ImproperlyConfigured */
export function setupSql(alias: string, settings: DatabaseSettings): string {
  const statements = [
    `SET TimeZone = ${quoteValue(sessionZone(settings))}`,
    "SET DateStyle = 'ISO, YMD'",
    "SET IntervalStyle = 'postgres'",
  ];
  const { isolationLevel } = optionsOf(settings);
  if (isolationLevel !== undefined) {
    const level = isolationLevel.toLowerCase();
    if (!LEVELS.has(level)) {
      throw new ImproperlyConfigured(
        `OPTIONS.isolationLevel of the database '${alias}' is ${JSON.stringify(isolationLevel)}.`,
        `It is one of: ${[...LEVELS].join(', ')}.`,
      );
    }
    statements.push(`SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL ${level}`);
  }
  return statements.join('; ');
}

/** UTC, or the database's TIME_ZONE; without USE_TZ the project's zone, as the columns' own zone decides what a day is. */
export function sessionZone({ TIME_ZONE }: DatabaseSettings): string {
  const zone = isConfigured() && !projectSettings.USE_TZ ? projectSettings.TIME_ZONE : 'UTC';
  return postgresZone(TIME_ZONE || zone);
}
