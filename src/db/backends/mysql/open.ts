import type { ConnectionOptions } from 'mysql2';
import type { DatabaseSettings } from '../../../conf/settings.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { OperationalError } from '../../errors.ts';
import { translateError } from './errors.ts';
import { loadMysqlDriver } from './load-driver.ts';
import type { MysqlOptions } from './options.ts';
import type { ParameterTypes } from './parameters.ts';
import { MysqlSession } from './session.ts';

/** Statements that a connection keeps prepared; servers have a common limit for all connections. */
const PREPARED_STATEMENTS = 256;

/** Open a connection: strict about values, in UTC, with the isolation that was asked for. */
export async function openSession(
  alias: string,
  settings: DatabaseSettings,
  options: MysqlOptions,
): Promise<MysqlSession> {
  const driver = await loadMysqlDriver();
  const { host, port, socketPath } = options.address;
  const config: ConnectionOptions = {
    charset: 'utf8mb4',
    connectTimeout: options.connectTimeout,
    maxPreparedStatements: PREPARED_STATEMENTS,
    ...options.driver,
    ...(socketPath === undefined ? { host, port } : { socketPath }),
    ...(settings.USER ? { user: settings.USER } : {}),
    ...(settings.PASSWORD ? { password: settings.PASSWORD } : {}),
    ...(settings.NAME ? { database: settings.NAME } : {}),
    timezone: 'Z',
    dateStrings: true,
    jsonStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    decimalNumbers: false,
    multipleStatements: false,
  };
  const types = (driver as unknown as { TypedParameter?: ParameterTypes }).TypedParameter;
  if (types === undefined) {
    throw new ImproperlyConfigured(
      'The installed mysql2 cannot send numbers exactly.',
      'Install a newer one: `npm install mysql2@latest`.',
    );
  }
  const connection = driver.createConnection(config);
  const session = new MysqlSession(connection, types, alias);
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => {
      if (error) reject(connectError(alias, options, error));
      else resolve();
    });
  });
  for (const sql of initialStatements(options)) await session.execute(sql, []);
  return session;
}

function initialStatements({ isolationLevel, initCommand }: MysqlOptions): string[] {
  const statements = [
    "SET SESSION sql_mode = CONCAT(REPLACE(REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''), 'ANSI_QUOTES', ''), ',STRICT_TRANS_TABLES'), time_zone = '+00:00', sql_auto_is_null = 0",
  ];
  if (isolationLevel !== null) {
    statements.push(`SET SESSION TRANSACTION ISOLATION LEVEL ${isolationLevel.toUpperCase()}`);
  }
  if (initCommand !== undefined) statements.push(initCommand);
  return statements;
}

function connectError(alias: string, { address }: MysqlOptions, error: Error): unknown {
  const { errno, code } = error as { errno?: number; code?: string };
  if (code?.startsWith('ER_') && errno !== undefined) return translateError(error, alias);
  const place = address.socketPath ?? `${address.host}:${address.port}`;
  return new OperationalError(
    `The database '${alias}' cannot be reached at ${place}: ${error.message || code}.`,
    `Is the server running? Check HOST and PORT of DATABASES['${alias}'].`,
    { cause: error },
  );
}
