const RESULT_CODES: ReadonlyMap<string, number> = new Map([
  ['SQLITE_ERROR', 1],
  ['SQLITE_PERM', 3],
  ['SQLITE_ABORT', 4],
  ['SQLITE_BUSY', 5],
  ['SQLITE_BUSY_RECOVERY', 5],
  ['SQLITE_BUSY_SNAPSHOT', 5],
  ['SQLITE_BUSY_TIMEOUT', 5],
  ['SQLITE_LOCKED', 6],
  ['SQLITE_READONLY', 8],
  ['SQLITE_INTERRUPT', 9],
  ['SQLITE_IOERR', 10],
  ['SQLITE_CORRUPT', 11],
  ['SQLITE_FULL', 13],
  ['SQLITE_CANTOPEN', 14],
  ['SQLITE_TOOBIG', 18],
  ['SQLITE_CONSTRAINT', 19],
  ['SQLITE_CONSTRAINT_CHECK', 275],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 787],
  ['SQLITE_CONSTRAINT_NOTNULL', 1299],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 1555],
  ['SQLITE_CONSTRAINT_TRIGGER', 1811],
  ['SQLITE_CONSTRAINT_UNIQUE', 2067],
  ['SQLITE_CONSTRAINT_ROWID', 2579],
  ['SQLITE_CONSTRAINT_DATATYPE', 3091],
  ['SQLITE_MISMATCH', 20],
  ['SQLITE_MISUSE', 21],
  ['SQLITE_AUTH', 23],
  ['SQLITE_RANGE', 25],
  ['SQLITE_NOTADB', 26],
]);

/** The number of a result code, for the driver that tells names: `SQLITE_ERROR_MISSING_COLLSEQ` is a kind of `SQLITE_ERROR`. */
export function resultCodeOf(name: string): number | undefined {
  return RESULT_CODES.get(name) ?? RESULT_CODES.get(name.split('_').slice(0, 2).join('_'));
}
