import { AssertionError } from 'node:assert';

/** End a test with a message. */
export function fail(message: string, values: { actual?: unknown; expected?: unknown } = {}): never {
  throw new AssertionError({ message, ...values, stackStartFn: fail });
}

/** `prefix: message`, as the `msgPrefix` of assertions has it. */
export function prefixed(prefix: string | undefined, message: string): string {
  return prefix === undefined ? message : `${prefix}: ${message}`;
}
