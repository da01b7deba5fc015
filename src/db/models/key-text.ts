/** A key that is equal for equal values: decimals and dates by their text, lists by those of their parts. */
export function keyText(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return JSON.stringify(value.map((part) => String(keyText(part))));
  return typeof value === 'object' && value !== null ? String(value) : value;
}
