import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '../context.ts';
import type { Template } from '../template.ts';

export interface StreamOptions {
  /**
   * Gather short pieces until they have as many characters. What is gathered is sent at once when the page has to wait for something.
   * 1 unless given: every piece by itself.
   */
  chunkSize?: number | undefined;
}

/**
 * Render a template piece by piece, each tag of its outermost level and each turn of a loop there by itself. Put together, the pieces
 * are what `render()` gives. Nothing is rendered before a piece is asked for.
 * @throws from the iteration, whatever rendering throws
 */
export async function* streamTemplate(
  template: Template,
  context: Context,
  options: StreamOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { chunkSize = 1 } = options;
  const pieces = template.pieces(context);
  let gathered = '';
  try {
    for (let step = pieces.next(); !step.done; ) {
      const { value } = step;
      if (typeof value === 'string') {
        gathered += value;
        if (gathered !== '' && gathered.length >= chunkSize) {
          yield gathered;
          gathered = '';
        }
        step = pieces.next();
      } else {
        if (gathered !== '') yield gathered;
        gathered = '';
        const [settled] = await Promise.allSettled([value]);
        step = settled.status === 'fulfilled' ? pieces.next(settled.value) : pieces.throw(settled.reason);
      }
    }
    if (gathered !== '') yield gathered;
  } finally {
    pieces.return();
  }
}

/** The same iteration in the surroundings of this moment (language, time zone), wherever it is read. */
export function keepSurroundings<T>(chunks: AsyncIterable<T>): AsyncIterableIterator<T> {
  const within = AsyncLocalStorage.snapshot();
  const iterator = chunks[Symbol.asyncIterator]();
  return {
    next: () => within(() => iterator.next()),
    return: () =>
      within(async () => (await iterator.return?.()) ?? { done: true as const, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
