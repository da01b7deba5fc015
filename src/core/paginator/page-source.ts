import { type Awaitable, isThenable } from '../../utils/awaitable.ts';

/** What a paginator cuts into pages: a list, or something that counts and slices itself, as a QuerySet does. */
export type PageSource<T> = ListSource<T> | SliceableSource<T>;

/** Arrays, typed arrays, texts: what knows its length and has parts. */
export interface ListSource<T> {
  readonly length: number;
  slice(from: number, to: number): Iterable<T>;
}

export interface SliceableSource<T> {
  count(): Awaitable<number>;
  slice(from: number, to: number): Awaitable<Iterable<T>> | AsyncIterable<T>;
  /** Whether the order is certain; pages of an uncertain order may overlap. */
  readonly ordered?: boolean;
}

/** How many there are: at once for a list, pending for a query. */
export function countOf<T>(source: PageSource<T>): Awaitable<number> {
  return isList(source) ? source.length : source.count();
}

/** Whether nothing has to be waited for. */
export function isList<T>(source: PageSource<T>): source is ListSource<T> {
  return typeof source === 'string' || ('length' in source && typeof source.length === 'number');
}

/** A part of the source as a list. */
export function sliceOf<T>(source: PageSource<T>, from: number, to: number): Awaitable<readonly T[]> {
  const part = source.slice(from, to);
  if (Array.isArray(part) || typeof part === 'string') return part as unknown as readonly T[];
  if (isThenable(part)) return part.then((items) => [...(items as Iterable<T>)]);
  return Symbol.asyncIterator in part ? collect(part) : [...(part as Iterable<T>)];
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
