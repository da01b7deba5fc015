import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Converter } from './converters.ts';
import type { Pattern, PatternMatch, Possibility } from './pattern.ts';
import { normalizeRegex } from './regex-normalize.ts';

const NO_CONVERTERS: ReadonlyMap<string, Converter> = new Map();

/** A regular expression of `rePath()`; searched for in the rest of the path, so anchor it with `^` and `$`. */
export class RegexPattern implements Pattern {
  readonly source: string;
  readonly isEndpoint: boolean;
  readonly converters: ReadonlyMap<string, Converter> = NO_CONVERTERS;
  readonly staticPrefix = '';
  readonly regexSource: string;
  readonly regexFlags: string;
  readonly #regex: RegExp;
  #possibilities: readonly Possibility[] | undefined;

  /** A text may be written in Python's way: `(?P<year>[0-9]{4})`, `(?P=year)`, `\Z`. */
  constructor(regex: RegExp | string, isEndpoint: boolean) {
    this.source = typeof regex === 'string' ? regex : regex.source;
    this.isEndpoint = isEndpoint;
    this.regexFlags = typeof regex === 'string' ? '' : regex.flags.replace(/[dgy]/g, '');
    const source = fromPython(this.source);
    // Where the end is asked for, each side of a `|` has to reach it.
    const isWhole = isEndpoint && /(?<!\\)\$$/.test(source) && source.includes('|');
    try {
      this.#regex = new RegExp(isWhole ? `^(?:${source})$` : source, this.regexFlags);
    } catch (cause) {
      throw new ImproperlyConfigured(
        `"${this.source}" is not a valid regular expression: ${(cause as Error).message}.`,
        undefined,
        { cause },
      );
    }
    this.regexSource = source.replace(/^\^/, '');
  }

  /** Worked out when a URL of this pattern is first asked for. */
  get possibilities(): readonly Possibility[] {
    this.#possibilities ??= normalizeRegex(this.source);
    return this.#possibilities;
  }

  match(path: string, offset: number): PatternMatch | undefined {
    const rest = offset === 0 ? path : path.slice(offset);
    const found = this.#regex.exec(rest);
    if (found === null) return undefined;
    const end = offset + found.index + found[0].length;
    if (found.groups === undefined) {
      return { end, args: found.slice(1), kwargs: {} };
    }
    const kwargs = Object.fromEntries(
      Object.entries(found.groups).filter(([, value]) => value !== undefined),
    );
    return { end, args: [], kwargs };
  }

  toString(): string {
    return this.source;
  }
}

function fromPython(source: string): string {
  return source
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/\\Z/g, '$');
}
