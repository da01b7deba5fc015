import { isText } from '../../utils/text-object.ts';

/** Python's `==`: by value for dates, decimals, lists and dictionaries, by key for model instances. */
export function equal(a: unknown, b: unknown): boolean {
  const left = plain(a);
  const right = plain(b);
  if (left === right) return true;
  if (left === null || right === null || left === undefined || right === undefined)
    return left == null && right == null;
  if (typeof left !== 'object' && typeof right !== 'object') return equalPrimitives(left, right);
  if (typeof left === 'object' && typeof right === 'object') return equalObjects(left, right);
  return equalMixed(left, right);
}

function plain(value: unknown): unknown {
  return isText(value) ? value.toString() : value instanceof Number ? value.valueOf() : value;
}

/** 1 == True, as in Python; '1' is not 1. */
function equalPrimitives(a: unknown, b: unknown): boolean {
  const numeric = (v: unknown) => typeof v === 'number' || typeof v === 'boolean' || typeof v === 'bigint';
  return numeric(a) && numeric(b) && Number(a) === Number(b);
}

function equalMixed(a: unknown, b: unknown): boolean {
  const object = (typeof a === 'object' ? a : b) as object;
  const other = typeof a === 'object' ? b : a;
  if (typeof other === 'number' && (object instanceof Number || isDecimal(object)))
    return Number(object.valueOf()) === other;
  return typeof other === 'string' && isText(object) && String(object) === other;
}

function isDecimal(value: object): value is { equals(other: unknown): boolean } {
  return (
    Symbol.toStringTag in value &&
    String((value as { [Symbol.toStringTag]: unknown })[Symbol.toStringTag]).includes('Decimal')
  );
}

function equalObjects(a: object, b: object): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a.constructor !== b.constructor) return false;
  const comparable = a as { equals?: unknown };
  if (typeof comparable.equals === 'function') return Boolean(Reflect.apply(comparable.equals, a, [b]));
  if ('_meta' in a.constructor) return samePk(a as { pk?: unknown }, b as { pk?: unknown });
  return equalCollections(a, b);
}

function samePk(a: { pk?: unknown }, b: { pk?: unknown }): boolean {
  return a.pk !== null && a.pk !== undefined && a.pk === b.pk;
}

function equalCollections(a: object, b: object): boolean {
  if (a instanceof Set)
    return a.size === (b as Set<unknown>).size && [...a].every((item) => (b as Set<unknown>).has(item));
  const left = entriesOf(a);
  const right = entriesOf(b);
  if (left === undefined || right === undefined || left.size !== right.size) return false;
  for (const [key, value] of left) if (!right.has(key) || !equal(value, right.get(key))) return false;
  return true;
}

function entriesOf(value: object): Map<unknown, unknown> | undefined {
  if (value instanceof Map) return value;
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null ? new Map(Object.entries(value)) : undefined;
}

/** Python's `<`: numbers with numbers, texts with texts, dates with dates, lists item by item. @throws TypeError otherwise */
export function less(a: unknown, b: unknown): boolean {
  return compare(a, b) < 0;
}

export function compare(a: unknown, b: unknown): number {
  const left = ordinal(a);
  const right = ordinal(b);
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isNumeric(left) && isNumeric(right))
    return left < right ? -1 : left > right ? 1 : !(left < right) && left <= right ? 0 : Number.NaN;
  if (Array.isArray(left) && Array.isArray(right)) return compareArrays(left, right);
  const type = (left as object | null)?.constructor as
    | { compare?: (a: unknown, b: unknown) => number }
    | undefined;
  if (
    type !== undefined &&
    type === (right as object | null)?.constructor &&
    typeof type.compare === 'function'
  ) {
    return type.compare(left, right);
  }
  throw new TypeError(`Values of types ${typeof a} and ${typeof b} have no order.`);
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function ordinal(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return value.toString();
  if (value instanceof Date || value instanceof Number) return value.valueOf();
  return isDecimal(value) ? Number(value.valueOf()) : value;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (!equal(a[i], b[i])) return compare(a[i], b[i]);
  return a.length - b.length;
}

/** Python's `in`. @throws TypeError when the right side holds nothing */
export function contains(item: unknown, container: unknown): boolean {
  if (isText(container)) {
    if (!isText(item)) throw new TypeError('Only a text can be in a text.');
    return container.includes(item.toString());
  }
  if (container instanceof Map) return [...container.keys()].some((key) => equal(key, item));
  if (typeof container === 'object' && container !== null) {
    if (Symbol.iterator in container)
      return Array.from(container as Iterable<unknown>).some((entry) => equal(entry, item));
    const entries = entriesOf(container);
    if (entries !== undefined) return entries.has(String(plain(item)));
  }
  throw new TypeError('The right side of "in" is no collection.');
}

/** Python's `is`: the same object, or the same None, number or text. */
export function same(a: unknown, b: unknown): boolean {
  return (
    (a ?? null) === (b ?? null) ||
    (Number.isNaN(a) && Number.isNaN(b)) ||
    (isText(a) && isText(b) && String(a) === String(b))
  );
}
