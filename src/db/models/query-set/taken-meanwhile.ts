import type { IntegrityError } from '../../errors.ts';

/** Between looking for a row and making it, another transaction has made it: this one has to end before it may lock that row. */
export class TakenMeanwhile extends Error {
  override readonly cause: IntegrityError;

  constructor(cause: IntegrityError) {
    super('The row was made by another transaction.');
    this.cause = cause;
  }
}

const starting = new WeakSet<object>();

/** Have the `getOrCreate()` of a QuerySet end in `TakenMeanwhile`, where it would look for the row of the other transaction. */
export function startsAgain<T extends object>(querySet: T): T {
  starting.add(querySet);
  return querySet;
}

export const isStartedAgain = (querySet: object): boolean => starting.has(querySet);
