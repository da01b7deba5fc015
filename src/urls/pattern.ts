import type { Converter } from './converters.ts';

/** A part of a path that matched. */
export interface PatternMatch {
  /** Index in the path after the matched part. */
  readonly end: number;
  /** Values of unnamed groups, undefined for one that took no part; empty when the pattern has names. */
  readonly args: readonly (string | undefined)[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** One way to write a pattern as a URL: text and parameters in turn. An optional group gives two of them. */
export interface Possibility {
  readonly pieces: readonly (string | { readonly name: string })[];
  /** Names in order; unnamed groups are `_0`, `_1`, ... */
  readonly params: readonly string[];
}

/** What `RoutePattern` and `RegexPattern` have in common. */
export interface Pattern {
  /** As written in the URLconf. */
  readonly source: string;
  readonly isEndpoint: boolean;
  readonly converters: ReadonlyMap<string, Converter>;
  /** Text that every match begins with; `''` when that isn't known. */
  readonly staticPrefix: string;
  /** Regular expression without the leading `^`, to be joined behind that of an outer pattern. */
  readonly regexSource: string;
  /** Flags that the expression needs: `i`, `u`. */
  readonly regexFlags: string;
  readonly possibilities: readonly Possibility[];
  match(path: string, offset: number): PatternMatch | undefined;
  toString(): string;
}

/** The parameters of a written form, each once: a backreference asks for nothing new. */
export function paramsOf(pieces: Possibility['pieces']): string[] {
  return [...new Set(pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name])))];
}
