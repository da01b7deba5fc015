import { type Awaitable, isThenable } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import { retryAfter } from '../../utils/retry-after.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { isPlainData } from './own-names.ts';

/**
 * What a loop goes over, as a list: of a dictionary the keys, of a text its characters, nothing for None. Async iterators are
 * read to their end first, for `forloop.revcounter` and `forloop.last`.
 * @throws TypeError for what can't be looped over
 */
export function items(value: unknown): Awaitable<readonly unknown[]> {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) return [];
  if (value instanceof SafeString) return [...value.toString()];
  if (typeof value === 'string') return [...value];
  if (value instanceof Map) return [...value.keys()];
  if (typeof value === 'object') {
    if (Symbol.iterator in value) return iterated(value as Iterable<unknown>);
    if (Symbol.asyncIterator in value) return collect(value as AsyncIterable<unknown>);
    if (isPlainData(value)) return Object.keys(value);
    if (typeof (value as { next?: unknown }).next === 'function') return drain(value as Iterator<unknown>);
  }
  throw new TypeError(`${str(value)} cannot be looped over.`);
}

function iterated(value: Iterable<unknown>): Awaitable<readonly unknown[]> {
  try {
    return Array.from(value);
  } catch (error) {
    const loading = retryAfter(error);
    if (loading === undefined) throw error;
    return loading.then(() => Array.from(value));
  }
}

async function collect(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const value of values) all.push(value);
  return all;
}

function drain(iterator: Iterator<unknown>): Awaitable<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const step: Awaitable<IteratorResult<unknown>> = iterator.next();
    if (isThenable(step)) return drainAsync(iterator, step as PromiseLike<IteratorResult<unknown>>, all);
    const done = step as IteratorResult<unknown>;
    if (done.done) return all;
    all.push(done.value);
  }
}

async function drainAsync(
  iterator: Iterator<unknown>,
  first: PromiseLike<IteratorResult<unknown>>,
  all: unknown[],
): Promise<unknown[]> {
  for (let step = await first; !step.done; step = await iterator.next()) all.push(step.value);
  return all;
}
