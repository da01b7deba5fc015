import {
  DatabaseError,
  DataError,
  IntegrityError,
  NotSupportedError,
  OperationalError,
  ProgrammingError,
} from '../../errors.ts';

const [BUSY, LOCKED, CORRUPT, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE, NOTADB] = [
  5, 6, 11, 18, 19, 20, 21, 25, 26,
];

/** An error of the driver as the one that Django has for it; the driver's own is kept as `cause`. */
export function translateError(error: unknown, code: number | undefined): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error;
  const { message } = error;
  const options = { cause: error };
  if (code === undefined) return untranslated(error);
  switch (code & 0xff) {
    case CONSTRAINT:
    case MISMATCH:
      return new IntegrityError(message, undefined, options);
    case BUSY:
    case LOCKED:
      return new OperationalError(
        message,
        'Another process holds the database. Raise OPTIONS.timeout of the database, or keep its transactions short.',
        options,
      );
    case CORRUPT:
    case NOTADB:
      return new DatabaseError(message, 'The file is damaged, or is no SQLite database.', options);
    case TOOBIG:
      return new DataError(message, undefined, options);
    case MISUSE:
    case RANGE:
      return new ProgrammingError(message, undefined, options);
    default:
      return new OperationalError(message, hintFor(message), options);
  }
}

/** Errors that the driver itself makes, before SQLite has been asked. */
function untranslated(error: Error): unknown {
  const { code } = error as { code?: string };
  if (code === 'ERR_OUT_OF_RANGE') {
    return new DataError(error.message, 'Read this column as text, or as a bigint.', { cause: error });
  }
  // A pattern that is none: REGEXP is a function of ours.
  if (error instanceof SyntaxError) return new OperationalError(error.message, undefined, { cause: error });
  if (error instanceof RangeError || error instanceof TypeError || code === 'ERR_INVALID_STATE') {
    return new ProgrammingError(error.message, undefined, { cause: error });
  }
  return code?.startsWith('ERR_SQLITE')
    ? new NotSupportedError(error.message, undefined, { cause: error })
    : error;
}

function hintFor(message: string): string | undefined {
  return /^no such (table|column)|has no column/.test(message)
    ? 'Are there migrations to make or to apply? Try `node manage.js makemigrations` and `node manage.js migrate`.'
    : undefined;
}
