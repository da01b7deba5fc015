import { TRUTH } from '../../utils/truth.ts';

/** Python's idea of truth: empty strings, arrays, maps, sets and plain objects are false, as are 0, null and undefined. */
export function truth(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return truthOfPrimitive(value);
  const own = (value as { [TRUTH]?: unknown })[TRUTH];
  if (typeof own === 'function') return Boolean(Reflect.apply(own, value, []));
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  const proto = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null) return !isEmptyObject(value);
  return truthOfObject(value);
}

function truthOfPrimitive(value: unknown): boolean {
  return typeof value === 'symbol' ? false : typeof value === 'number' ? value !== 0 : Boolean(value);
}

function isEmptyObject(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/** Instances are true unless they have a length of 0 or are a zero: a Decimal, a duration. */
function truthOfObject(value: object): boolean {
  if (value instanceof Number) return value.valueOf() !== 0;
  const sized = value as { length?: unknown; isZero?: unknown; blank?: unknown };
  if (typeof sized.length === 'number') return sized.length > 0;
  if (typeof sized.isZero === 'function') return !Reflect.apply(sized.isZero, value, []);
  if (sized.blank === true && Object.prototype.toString.call(value) === '[object Temporal.Duration]')
    return false;
  return true;
}
