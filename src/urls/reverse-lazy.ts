import { type ReverseOptions, type ReverseParams, reverse } from './reverse.ts';
import type { AnyView } from './view.ts';

/** A URL that is worked out each time it is read as text, for places that run before the URLs are loaded. */
export interface LazyUrl {
  toString(): string;
  toJSON(): string;
}

/** As `reverse()`, later: `successUrl = reverseLazy('articles:index')` in a class body. */
export function reverseLazy(
  viewName: string | AnyView,
  params: ReverseParams = {},
  options: ReverseOptions = {},
): LazyUrl {
  const url = (): string => reverse(viewName, params, options);
  return { toString: url, toJSON: url };
}
