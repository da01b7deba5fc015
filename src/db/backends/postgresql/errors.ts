import {
  DatabaseError,
  DataError,
  IntegrityError,
  InternalError,
  NotSupportedError,
  OperationalError,
  ProgrammingError,
  TransactionManagementError,
} from '../../errors.ts';

type ErrorClass = new (what: string, hint?: string, options?: ErrorOptions) => DatabaseError;

/** By the first two characters of the SQLSTATE. */
const CLASSES: Readonly<Record<string, ErrorClass>> = {
  '08': OperationalError,
  '0A': NotSupportedError,
  '21': ProgrammingError,
  '22': DataError,
  '23': IntegrityError,
  '24': InternalError,
  '25': TransactionManagementError,
  '26': ProgrammingError,
  '28': OperationalError,
  '2B': InternalError,
  '2D': InternalError,
  '2F': InternalError,
  '34': OperationalError,
  '38': InternalError,
  '39': InternalError,
  '3B': InternalError,
  '3D': OperationalError,
  '3F': ProgrammingError,
  '40': OperationalError,
  '42': ProgrammingError,
  '44': IntegrityError,
  '53': OperationalError,
  '54': OperationalError,
  '55': OperationalError,
  '57': OperationalError,
  '58': OperationalError,
  F0: InternalError,
  XX: InternalError,
};

const HINTS: Readonly<Record<string, string>> = {
  '25P02': 'Wrap the part that may fail in an atomic() of its own, so that only that part is undone.',
  '28P01': 'Check USER and PASSWORD of the database.',
  '28000': 'Check USER of the database, and pg_hba.conf of the server.',
  '3D000': 'Create it with `createdb`, or check NAME of the database.',
  '40001': 'Run the transaction again: atomic(body, { retries: 3 }) does.',
  '40P01': 'Run the transaction again: atomic(body, { retries: 3 }) does.',
  '42P01':
    'Are there migrations to make or to apply? Try `node manage.js makemigrations` and `node manage.js migrate`.',
  '42703':
    'Are there migrations to make or to apply? Try `node manage.js makemigrations` and `node manage.js migrate`.',
  '53300':
    'The server has no more connections: lower OPTIONS.pool.max, or raise max_connections of the server.',
};

const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Not queryable)/;

/** An error of the driver as the one that Django has for it; the driver's own, with the name of the constraint, is `cause`. */
export function translateError(error: unknown, alias: string): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error;
  const { code = '', detail } = error as { code?: string; detail?: string };
  const options = { cause: error };
  if (isLost(error)) {
    return new OperationalError(
      `The connection to the database '${alias}' was lost: ${error.message}`,
      'What was under way is undone, unless it was a COMMIT: that may have been done. The next query opens a new connection.',
      options,
    );
  }
  if (!/^[0-9A-Z]{5}$/.test(code)) return error;
  if (code === '25P02') {
    return new TransactionManagementError(
      "An error occurred in the current transaction. You can't execute queries until the end of the 'atomic' block.",
      HINTS[code],
      options,
    );
  }
  const Type = CLASSES[code.slice(0, 2)] ?? DatabaseError;
  const what = detail === undefined ? error.message : `${error.message}: ${detail}`;
  return new Type(what, HINTS[code], options);
}

/** Whether the connection is gone with this error. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as { code?: string };
  if (/^(57P0[123]|08\w{3}|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code)) return true;
  return LOST.test(error.message) || (error.cause !== undefined && isLost(error.cause));
}

/** Whether the same transaction may succeed the next time: a serialization failure or a deadlock. */
export function isRetryable(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return cause?.code === '40001' || cause?.code === '40P01';
}
