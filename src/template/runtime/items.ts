import { type Awaitable, isThenable } from '../../utils/awaitable.ts';
import { retryAfter } from '../../utils/retry-after.ts';
import { isText } from '../../utils/text-object.ts';
import { MAX_SIZE, MAX_STEPS, TemplateTooLarge, TemplateValueError } from '../render-errors.ts';
import { briefly } from './briefly.ts';
import { isPlainData } from './own-names.ts';

/**
 * What a loop goes over, as a list: of a dictionary the keys, of a text its characters, nothing for None. Async iterators are
 * read to their end first, for `forloop.revcounter` and `forloop.last`.
 * @throws TemplateValueError for what can't be looped over
 * @throws TemplateTooLarge for what has no end
 */
export function items(value: unknown): Awaitable<readonly unknown[]> {
  if (Array.isArray(value)) return value.length > MAX_SIZE ? endless(MAX_SIZE) : value;
  if (value === null || value === undefined) return [];
  if (isText(value)) return [...value.toString()];
  if (typeof value === 'string') return [...value];
  if (value instanceof Map) return [...value.keys()];
  if (typeof value === 'object') {
    if (Symbol.iterator in value) return iterated(value as Iterable<unknown>);
    if (Symbol.asyncIterator in value) return collect(value as AsyncIterable<unknown>);
    if (isPlainData(value)) return Object.keys(value);
    if (typeof (value as { next?: unknown }).next === 'function') return drain(value as Iterator<unknown>);
  }
  throw new TemplateValueError(`${briefly(value)} cannot be looped over.`);
}

function endless(limit: number): never {
  throw new TemplateTooLarge(
    `A list of more than ${limit} items is longer than templates go through.`,
    'Does it ever end? Take a part of it in the view.',
  );
}

function push(all: unknown[], value: unknown): void {
  if (all.length >= MAX_STEPS) endless(MAX_STEPS);
  all.push(value);
}

function listOf(values: Iterable<unknown>): unknown[] {
  const all: unknown[] = [];
  for (const value of values) push(all, value);
  return all;
}

function iterated(value: Iterable<unknown>): Awaitable<readonly unknown[]> {
  try {
    return listOf(value);
  } catch (error) {
    const loading = retryAfter(error);
    if (loading === undefined) throw error;
    return loading.then(() => listOf(value));
  }
}

/** An async iterator as the promise of its items, so that filters and indexes meet a list; all else as it is. */
export function gathered(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && !isThenable(value)
    ? collect(value as AsyncIterable<unknown>)
    : value;
}

async function collect(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const value of values) push(all, value);
  return all;
}

function drain(iterator: Iterator<unknown>): Awaitable<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const step: Awaitable<IteratorResult<unknown>> = iterator.next();
    if (isThenable(step)) return drainAsync(iterator, step as PromiseLike<IteratorResult<unknown>>, all);
    const done = step as IteratorResult<unknown>;
    if (done.done) return all;
    push(all, done.value);
  }
}

async function drainAsync(
  iterator: Iterator<unknown>,
  first: PromiseLike<IteratorResult<unknown>>,
  all: unknown[],
): Promise<unknown[]> {
  for (let step = await first; !step.done; step = await iterator.next()) push(all, step.value);
  return all;
}
