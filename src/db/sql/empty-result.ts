/** Thrown inside the compiler: this condition can never hold, so no row can be found. */
export class EmptyResultSet extends Error {}

/** Thrown inside the compiler: this condition always holds, so it need not be written. */
export class FullResultSet extends Error {}
