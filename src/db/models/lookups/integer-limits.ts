import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { sampleOf } from '../../sql/slot.ts';

/** The smallest and the greatest whole number of 64 bits, which no column goes beyond. */
export const LOWEST: bigint = -(2n ** 63n);
export const HIGHEST: bigint = 2n ** 63n - 1n;
/** The greatest one of columns without a sign, which some databases have. */
const HIGHEST_UNSIGNED = 2n ** 64n - 1n;

/** Whether a number lies beyond them. */
export function isBeyondIntegers(value: unknown): boolean {
  return beyondKey(value) !== '';
}

/** How far a number lies beyond them: part of a query's shape, as such a number changes the SQL. */
export function beyondKey(value: unknown): '' | 'l' | 'h' | 'H' {
  if (typeof value !== 'bigint' && typeof value !== 'number') return '';
  if (value > HIGHEST_UNSIGNED) return 'H';
  if (value > HIGHEST) return 'h';
  return value < LOWEST ? 'l' : '';
}

/** The greatest number that a column of a kind may hold. */
export function highestOf(lhs: Expression, { features }: DatabaseWrapper): bigint {
  const isUnsigned =
    features.hasUnsignedIntegers && lhs.outputFieldOrNone?.getInternalType() === 'PositiveBigIntegerField';
  return isUnsigned ? HIGHEST_UNSIGNED : HIGHEST;
}

/** On which side the value of a comparison lies beyond its column: no row is there, and all are on the other side. */
export function sideBeyond(
  lhs: Expression,
  rhs: unknown,
  connection: DatabaseWrapper,
): 'below' | 'above' | undefined {
  if (isExpression(rhs)) return undefined;
  const value = sampleOf(rhs);
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isFinite(value))) return undefined;
  if (value < LOWEST) return 'below';
  return value > highestOf(lhs, connection) ? 'above' : undefined;
}
