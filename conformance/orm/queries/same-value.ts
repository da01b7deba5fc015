import { Decimal } from '../../../src/utils/decimal.ts';
import { microsecondsOf } from '../../../src/utils/precise-date.ts';
import { temporalKind } from '../../../src/utils/temporal.ts';
import { readPlain } from './plain-values.ts';
import { isObject, type Json } from './vector.ts';

/** Whether a value is the one that a vector writes. */
export function sameValue(expected: unknown, found: unknown): boolean {
  if (expected === null) return found === null || found === undefined;
  if (Array.isArray(expected)) return sameList(expected, found);
  if (isObject(expected))
    return expected['$t'] === undefined ? sameKeys(expected, found) : sameTagged(expected, found);
  if (typeof expected === 'number') return isNumber(found) && sameNumber(expected, Number(found));
  return expected === found;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** To about ten digits. */
function sameNumber(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function sameList(expected: readonly unknown[], found: unknown): boolean {
  if (!Array.isArray(found) || found.length !== expected.length) return false;
  return expected.every((item, index) => sameValue(item, found[index]));
}

function sameKeys(expected: Json, found: unknown): boolean {
  if (!isObject(found)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(found).length &&
    keys.every((key) => key in found && sameValue(expected[key], found[key]))
  );
}

function sameTagged(expected: Json, found: unknown): boolean {
  const { $t: type, v } = expected;
  if (type === 'tuple' || type === 'set') return sameList(v as unknown[], found);
  const value = readPlain(expected);
  switch (type) {
    case 'decimal':
      return found instanceof Decimal && sameNumber(Number(value), Number(found));
    case 'bytes':
      return found instanceof Uint8Array && Buffer.compare(found, value as Uint8Array) === 0;
    case 'datetime':
      return found instanceof Date && moment(found) === moment(value as Date);
    case 'timedelta':
      return temporalKind(found) === 'Duration' && microseconds(found) === microseconds(value);
    case 'float':
      return isNumber(found) && sameNumber(Number(value), Number(found));
    case 'date':
    case 'time':
      return temporalKind(found) === temporalKind(value) && String(found) === String(value);
    default:
      return String(value) === String(found);
  }
}

function moment(date: Date): string {
  return `${date.getTime()}.${microsecondsOf(date)}`;
}

function microseconds(duration: unknown): number {
  return (duration as { total(unit: string): number }).total('microseconds');
}
