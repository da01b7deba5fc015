import { TRUTH } from '../utils/truth.ts';

/** Whether a value counts as there: a file field without a file is an object, and does not. */
export function isTrue(value: unknown): boolean {
  const own = (value as { [TRUTH]?: () => boolean } | null | undefined)?.[TRUTH];
  return typeof own === 'function' ? own.call(value) : Boolean(value);
}
