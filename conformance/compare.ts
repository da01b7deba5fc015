import { SafeString } from '../src/utils/safe-string.ts';
import { temporalKind } from '../src/utils/temporal.ts';
import { isText } from '../src/utils/text-object.ts';
import { decode, isTagged } from './values.ts';
import type { Vector } from './vector.ts';

/** Python's own exceptions: that the call fails is the fact. */
const PYTHON_ERRORS = new Set([
  'TypeError',
  'ValueError',
  'KeyError',
  'AttributeError',
  'ZeroDivisionError',
  'LookupError',
  'IndexError',
  'OverflowError',
]);

/** undefined when a result is what the line expects, else what differs. */
export function compareResult({ expect }: Vector, result: unknown): string | undefined {
  if (expect.error !== undefined) return `expected ${expect.error}, got ${show(result)}`;
  return same(expect.output, result) ? undefined : `expected ${show(expect.output)}, got ${show(result)}`;
}

/** undefined when an error is what the line expects. */
export function compareError({ expect }: Vector, error: unknown): string | undefined {
  const name = error instanceof Error ? error.name : String(error);
  const what = `${name}: ${error instanceof Error ? error.message.slice(0, 200) : ''}`;
  if (expect.error === undefined) return `expected ${show(expect.output)}, got ${what}`;
  if (PYTHON_ERRORS.has(expect.error) || ancestors(error).includes(expect.error)) return undefined;
  return `expected ${expect.error}, got ${what}`;
}

function ancestors(error: unknown): string[] {
  const names = error instanceof Error ? [error.name] : [];
  for (let type = Object.getPrototypeOf(error); type !== null; type = Object.getPrototypeOf(type)) {
    names.push(type.constructor?.name ?? '');
  }
  return names;
}

/** Whether a value is the one that a vector writes so. */
export function same(expected: unknown, actual: unknown): boolean {
  if (isTagged(expected)) return sameTagged(expected, actual);
  if (expected === null) return actual === null || actual === undefined;
  if (typeof expected === 'string') return typeof actual === 'string' && actual === expected;
  if (typeof expected === 'number') return Number(actual) === expected && isNumeric(actual);
  if (Array.isArray(expected)) return isList(actual) && sameLists(expected, [...actual]);
  if (typeof expected === 'object') return sameEntries(Object.entries(expected), actual);
  return expected === actual;
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Number;
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && !isText(value);
}

function sameLists(expected: readonly unknown[], actual: readonly unknown[]): boolean {
  return expected.length === actual.length && expected.every((item, i) => same(item, actual[i]));
}

function sameEntries(expected: readonly (readonly [unknown, unknown])[], actual: unknown): boolean {
  if (typeof actual !== 'object' || actual === null) return false;
  const entries: [unknown, unknown][] = actual instanceof Map ? [...actual] : Object.entries(actual);
  return (
    entries.length === expected.length &&
    expected.every(([key, value]) =>
      entries.some(([k, v]) => String(k) === String(decode(key)) && same(value, v)),
    )
  );
}

function sameTagged(expected: { readonly $t: string; readonly v?: unknown }, actual: unknown): boolean {
  switch (expected.$t) {
    case 'safe':
      return actual instanceof SafeString && actual.toString() === expected.v;
    case 'lazystr':
      return String(actual) === expected.v;
    case 'tuple':
      return isList(actual) && sameLists(expected.v as unknown[], [...actual]);
    case 'set':
      return isList(actual) && sameSets(expected.v as unknown[], [...actual]);
    case 'dict':
    case 'multivaluedict':
      return sameEntries(expected.v as [unknown, unknown][], actual);
    case 'float':
    case 'nan':
    case 'inf':
      return Object.is(Number(actual), Number(decode(expected)));
    case 'bytes':
      return actual instanceof Uint8Array && Buffer.from(actual).toString('base64') === expected.v;
    default:
      return sameText(decode(expected), actual);
  }
}

function sameSets(expected: readonly unknown[], actual: readonly unknown[]): boolean {
  return (
    expected.length === actual.length && expected.every((item) => actual.some((other) => same(item, other)))
  );
}

/** Temporal values, decimals, big integers: by what they print. */
function sameText(expected: unknown, actual: unknown): boolean {
  if (temporalKind(expected) !== undefined && temporalKind(expected) !== temporalKind(actual)) return false;
  if (temporalKind(expected) === 'Duration') {
    const total = (value: unknown) => (value as { total(unit: string): number }).total('microseconds');
    return total(expected) === total(actual);
  }
  if (temporalKind(expected) === 'ZonedDateTime') return clockText(expected) === clockText(actual);
  return actual !== null && actual !== undefined && String(expected) === String(actual);
}

/** Without the zone's name: `UTC` and `+00:00` are one. */
function clockText(value: unknown): string {
  return (value as { toString(options: object): string }).toString({ timeZoneName: 'never' });
}

function show(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 300);
  } catch {
    return String(value);
  }
}
