/** The smallest and the greatest whole number of 64 bits, which no column goes beyond. */
export const LOWEST: bigint = -(2n ** 63n);
export const HIGHEST: bigint = 2n ** 63n - 1n;

/** Whether a number lies beyond them: then no row has it, and no database need be asked. */
export function isBeyondIntegers(value: unknown): boolean {
  if (typeof value === 'bigint') return value > HIGHEST || value < LOWEST;
  return typeof value === 'number' && (value >= 2 ** 63 || value < -(2 ** 63));
}
