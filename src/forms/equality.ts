interface WithEquals {
  equals(other: unknown): boolean;
}

/** Whether two values are the same to a form: by content for lists, objects, dates, decimals and Temporal's values. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isDecimal(a)) return (isDecimal(b) || looseNumber(b)) && a.equals(isDecimal(b) ? b : Number(b));
  if (isDecimal(b)) return looseNumber(a) && b.equals(Number(a));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return looseNumber(a) && looseNumber(b) && Number(a) === Number(b);
  }
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (hasEquals(a)) return a.constructor === b.constructor && a.equals(b);
  if (Array.isArray(a) || Array.isArray(b)) return sameLists(a, b);
  const keys = Object.keys(a);
  return (
    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) &&
    keys.length > 0 &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** A decimal equals any number of the same value. */
function isDecimal(value: unknown): value is WithEquals {
  return typeof value === 'object' && value !== null && 'comparedTo' in value && hasEquals(value);
}

/** `true` is 1 and `5n` is 5, as a database would have them. */
function looseNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
}

function hasEquals(value: object): value is WithEquals {
  return typeof (value as Partial<WithEquals>).equals === 'function';
}

function sameLists(a: object, b: object): boolean {
  return (
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((item: unknown, i) => isSame(item, b[i]))
  );
}
