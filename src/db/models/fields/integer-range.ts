type Range = readonly [min: number, max: number];

const SAFE: Range = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
const POSITIVE: Range = [0, Number.MAX_SAFE_INTEGER];

/**
 * What validation lets through by the kind of column. A database that takes less says so when the row is written;
 * one may hold more than another in the same column, so validation doesn't guess.
 */
export function integerRange(internalType: string): Range {
  return internalType.startsWith('Positive') ? POSITIVE : SAFE;
}
