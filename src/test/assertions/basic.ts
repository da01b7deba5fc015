import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { fail, prefixed } from '../assertion-failed.ts';

type Class<T> = abstract new (...args: never[]) => T;

/** The values are equal all the way down, and of the same types. */
export function assertEqual<T>(actual: T, expected: T, message?: string): void {
  assert.deepStrictEqual(actual, expected, message);
}

export function assertNotEqual(actual: unknown, expected: unknown, message?: string): void {
  assert.notDeepStrictEqual(actual, expected, message);
}

/** The very same object, or the same primitive value. */
export function assertIs(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected))
    fail(message ?? `${inspect(actual)} is not ${inspect(expected)}.`, { actual, expected });
}

export function assertIsNot(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) fail(message ?? `Both are the same ${inspect(actual)}.`);
}

/** JavaScript's idea of true: `assertTrue(await qs.exists())`. */
export function assertTrue(value: unknown, message?: string): asserts value {
  if (!value) fail(message ?? `${inspect(value)} is not true.`);
}

export function assertFalse(value: unknown, message?: string): void {
  if (value) fail(message ?? `${inspect(value)} is not false.`);
}

/** Neither a value nor an object: null or undefined. */
export function assertIsNull(value: unknown, message?: string): asserts value is null | undefined {
  if (value !== null && value !== undefined) fail(message ?? `${inspect(value)} is not null.`);
}

export function assertIsNotNull<T>(value: T, message?: string): asserts value is NonNullable<T> {
  if (value === null || value === undefined) fail(message ?? `Unexpectedly ${value}.`);
}

export function assertIsInstance<T>(value: unknown, type: Class<T>, message?: string): asserts value is T {
  if (!(value instanceof type)) fail(message ?? `${inspect(value)} is not an instance of ${type.name}.`);
}

/** The member is in an array, a Set or a Map's keys, an object's keys, or the text has this part. */
export function assertIn(member: unknown, container: unknown, message?: string): void {
  if (!holds(container, member)) fail(message ?? `${inspect(member)} not found in ${inspect(container)}.`);
}

export function assertNotIn(member: unknown, container: unknown, message?: string): void {
  if (holds(container, member))
    fail(message ?? `${inspect(member)} unexpectedly found in ${inspect(container)}.`);
}

function holds(container: unknown, member: unknown): boolean {
  if (typeof container === 'string') return container.includes(String(member));
  if (container instanceof Set || container instanceof Map) return container.has(member);
  if (typeof container === 'object' && container !== null && Symbol.iterator in container) {
    return [...(container as Iterable<unknown>)].some((item) => equal(item, member));
  }
  return Object.hasOwn(Object(container), member as PropertyKey);
}

function equal(a: unknown, b: unknown): boolean {
  try {
    assert.deepStrictEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

export function assertGreater(a: number | bigint | Date, b: number | bigint | Date, message?: string): void {
  if (!(a > b)) fail(message ?? `${inspect(a)} is not greater than ${inspect(b)}.`);
}

export function assertGreaterEqual(
  a: number | bigint | Date,
  b: number | bigint | Date,
  message?: string,
): void {
  if (!(a >= b)) fail(message ?? `${inspect(a)} is not greater than or equal to ${inspect(b)}.`);
}

export function assertLess(a: number | bigint | Date, b: number | bigint | Date, message?: string): void {
  if (!(a < b)) fail(message ?? `${inspect(a)} is not less than ${inspect(b)}.`);
}

export function assertLessEqual(
  a: number | bigint | Date,
  b: number | bigint | Date,
  message?: string,
): void {
  if (!(a <= b)) fail(message ?? `${inspect(a)} is not less than or equal to ${inspect(b)}.`);
}

/** Equal after rounding the difference to so many decimal places. */
export function assertAlmostEqual(
  a: number,
  b: number,
  options: { places?: number; message?: string } = {},
): void {
  const { places = 7, message } = options;
  if (Math.round(Math.abs(a - b) * 10 ** places) !== 0)
    fail(message ?? `${a} is not ${b} within ${places} places.`);
}

/** The same items, as often, in whatever order. */
export function assertCountEqual(
  actual: Iterable<unknown>,
  expected: Iterable<unknown>,
  message?: string,
): void {
  const left = [...actual];
  const missing = [...expected].filter((item) => {
    const at = left.findIndex((other) => equal(other, item));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  if (missing.length === 0 && left.length === 0) return;
  fail(prefixed(message, `Missing: ${inspect(missing)}; unexpected: ${inspect(left)}.`));
}

export function assertRegex(text: string, pattern: RegExp, message?: string): void {
  if (!pattern.test(text)) fail(message ?? `${pattern} does not match ${inspect(text)}.`);
}
