import { inspect } from 'node:util';
import type { Awaitable } from '../../utils/awaitable.ts';
import { fail, prefixed } from '../assertion-failed.ts';

type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;

/**
 * The function, or the promise it gives back, fails with an error of this class: `await assertRaises(Article.DoesNotExist, () => Article.objects.get({ pk: 0 }))`.
 * @returns the error, for a closer look
 */
export async function assertRaises<E extends Error>(
  type: ErrorClass<E>,
  body: () => Awaitable<unknown>,
  message?: string,
): Promise<E> {
  let result: unknown;
  try {
    result = await body();
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  return fail(prefixed(message, `${type.name} not raised; the result was ${inspect(result)}.`));
}

/** As `assertRaises()`, and the error's message holds this text. */
export async function assertRaisesMessage<E extends Error>(
  type: ErrorClass<E>,
  expected: string,
  body: () => Awaitable<unknown>,
): Promise<E> {
  const error = await assertRaises(type, body);
  if (!error.message.includes(expected)) {
    fail(`${inspect(expected)} not found in ${inspect(error.message)}.`, { actual: error.message, expected });
  }
  return error;
}
