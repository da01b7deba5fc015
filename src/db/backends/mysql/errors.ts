import {
  DatabaseError,
  DataError,
  IntegrityError,
  NotSupportedError,
  OperationalError,
  ProgrammingError,
} from '../../errors.ts';

const INTEGRITY = new Set([
  1022, 1048, 1062, 1169, 1216, 1217, 1364, 1451, 1452, 1557, 1586, 1690, 1761, 1762, 1859, 3819, 4025,
]);
const DATA = new Set([1230, 1263, 1264, 1265, 1292, 1366, 1406, 1411, 1416, 3140, 3141, 3156, 4078]);
const PROGRAMMING = new Set([
  1007, 1008, 1046, 1049, 1050, 1051, 1054, 1060, 1061, 1064, 1065, 1091, 1099, 1102, 1103, 1109, 1110, 1111,
  1112, 1113, 1136, 1146, 1149, 1166, 1247, 1305, 4161,
]);
const LOST = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT']);
/** What mysql2 says of names that are methods of every object; it ends the connection with it. */
const REFUSED_NAME = /^The field name \((.*)\) can't be the same as an object's private property/;
const MIGRATE =
  'Are there migrations to make or to apply? Try `node manage.js makemigrations` and `node manage.js migrate`.';

interface DriverError extends Error {
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
}

/** Whether nothing can be sent over the connection any more. */
export function isLost(error: unknown): boolean {
  const { code, errno, fatal } = error as DriverError;
  return fatal === true || errno === 1927 || errno === 1053 || (code !== undefined && LOST.has(code));
}

/** Whether the server has undone all of the transaction with this error, and not the statement alone: a deadlock. */
export function undoesTransaction(error: unknown): boolean {
  return (error as DriverError).errno === 1213;
}

/** Whether doing all of the transaction again may work: a deadlock, or a wait for a lock that took too long. */
export function isDeadlock(error: unknown): boolean {
  const cause = error instanceof DatabaseError ? (error.cause as DriverError | undefined) : undefined;
  return cause?.errno === 1213 || cause?.errno === 1205;
}

/** An error of the driver as the one that Django has for it; the driver's own is kept as `cause`. */
export function translateError(error: unknown, alias: string): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error;
  const { errno, message } = error as DriverError;
  const options = { cause: error };
  if (isLost(error)) return lostError(error, alias);
  if (errno === undefined) return error;
  if (INTEGRITY.has(errno)) return new IntegrityError(message, undefined, options);
  if (DATA.has(errno)) return new DataError(message, undefined, options);
  if (errno === 1146 || errno === 1054) return new ProgrammingError(message, MIGRATE, options);
  if (PROGRAMMING.has(errno)) return new ProgrammingError(message, undefined, options);
  if (errno === 1235) return new NotSupportedError(message, undefined, options);
  return new OperationalError(message, hintFor(errno), options);
}

/** What is said of a connection that is gone. */
export function lostError(error: Error, alias: string): DatabaseError {
  const refused = REFUSED_NAME.exec(error.message)?.[1];
  if (refused !== undefined) {
    return new NotSupportedError(
      `The driver of the database '${alias}' reads no column that is called '${refused}', and has given up its connection.`,
      'Give the column another name (dbColumn of a field), or the statement another one for it: AS other.',
      { cause: error },
    );
  }
  return new OperationalError(
    `The connection to the database '${alias}' was lost: ${error.message}`,
    'The statement may or may not have been done. The next one opens a new connection.',
    { cause: error },
  );
}

function hintFor(errno: number): string | undefined {
  switch (errno) {
    case 1213:
      return 'Two transactions waited for each other. Run it again: atomic(body, { retries: 3 }) does so.';
    case 1205:
      return 'Another transaction holds the row. Keep transactions short, or raise innodb_lock_wait_timeout.';
    case 1045:
      return 'Check USER and PASSWORD of the database.';
    default:
      return undefined;
  }
}
