import { callIfCallable, isSilent } from './call.ts';
import { FAILED } from './marks.ts';

/** Whether a value has to be awaited before it can be used. */
export function pending(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function'
  );
}

/** The same on the way through `a.b.c`, where a QuerySet is an object with methods and not yet a list of rows. */
export function pendingLookup(value: unknown): boolean {
  return pending(value) && !(Symbol.asyncIterator in value);
}

/** Await a looked-up value; an error that says it is silent gives the failure mark. */
export async function settle(value: PromiseLike<unknown>): Promise<unknown> {
  try {
    const settled = callIfCallable(await value, undefined);
    return settled === undefined ? null : await settled;
  } catch (error) {
    if (isSilent(error)) return FAILED;
    throw error;
  }
}
