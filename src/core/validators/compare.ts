/** What has an order of its own: Temporal's dates, times and durations, and decimals, have `compare` on their class. */
interface WithCompare {
  constructor: { compare(a: unknown, b: unknown): number };
}

interface WithDecimalCompare {
  comparedTo(other: unknown): number;
}

/**
 * Below zero when `a` comes before `b`, zero when they are equal, above when it comes after; NaN when they cannot be compared.
 * Knows numbers, bigints, texts, Dates, decimals and Temporal's values.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (hasComparedTo(a)) return a.comparedTo(b);
  if (hasComparedTo(b)) return -b.comparedTo(a);
  if (hasStaticCompare(a)) return a.constructor.compare(a, b);
  if (a === b) return 0;
  const [left, right] = [primitive(a), primitive(b)];
  if (left === undefined || right === undefined) return Number.NaN;
  if (left < right) return -1;
  if (left > right) return 1;
  return left >= right ? 0 : Number.NaN;
}

function hasComparedTo(value: unknown): value is WithDecimalCompare {
  return typeof value === 'object' && value !== null && 'comparedTo' in value;
}

function hasStaticCompare(value: unknown): value is WithCompare {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Uint8Array) &&
    typeof (value.constructor as { compare?: unknown } | undefined)?.compare === 'function'
  );
}

function primitive(value: unknown): number | bigint | string | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}
