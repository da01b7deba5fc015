import { str } from '../utils/python-str.ts';
import type { Converter } from './converters.ts';
import { type Pattern, type Possibility, paramsOf } from './pattern.ts';

type Values = Readonly<Record<string, unknown>>;

/** One pattern that a name stands for, with the includes it is below, and what it takes to write its URL. */
export class ReverseCandidate {
  /** Outermost include first, the pattern itself last. */
  readonly patterns: readonly Pattern[];
  /** Extra values of the pattern and its includes; a parameter of the same name has to agree with them. */
  readonly defaults: Values;
  #compiled:
    | { possibilities: readonly Possibility[]; regex: RegExp; converters: ReadonlyMap<string, Converter> }
    | undefined;

  constructor(patterns: readonly Pattern[], defaults: Values) {
    this.patterns = patterns;
    this.defaults = defaults;
  }

  /** The same pattern seen from further out. */
  under(patterns: readonly Pattern[], defaults: Values | undefined): ReverseCandidate {
    return new ReverseCandidate([...patterns, ...this.patterns], { ...this.defaults, ...defaults });
  }

  /** The parameters of each way to write the URL. */
  get signatures(): string[][] {
    return this.#compile().possibilities.map((possibility) => [...possibility.params]);
  }

  /** The path without its first slash and not yet percent-encoded, or undefined when these values don't fit. */
  write(values: Values | readonly unknown[]): string | undefined {
    const { possibilities, regex, converters } = this.#compile();
    for (const possibility of possibilities) {
      const named = this.#named(possibility, values);
      if (named === undefined) continue;
      const path = fill(possibility, named, converters);
      if (path !== undefined && regex.test(path)) return path;
    }
    return undefined;
  }

  #named(possibility: Possibility, values: Values | readonly unknown[]): Values | undefined {
    const { params } = possibility;
    if (Array.isArray(values)) {
      if (values.length !== params.length) return undefined;
      return Object.fromEntries(params.map((name, index) => [name, values[index]]));
    }
    const given = values as Values;
    for (const name of params) if (!(name in given)) return undefined;
    for (const name in given) if (!params.includes(name) && !(name in this.defaults)) return undefined;
    for (const name in this.defaults) {
      if (!params.includes(name) && name in given && given[name] !== this.defaults[name]) return undefined;
    }
    return given;
  }

  #compile() {
    this.#compiled ??= {
      possibilities: this.patterns.map((pattern) => pattern.possibilities).reduce(join),
      regex: new RegExp(
        `^${this.patterns.map((pattern) => pattern.regexSource).join('')}`,
        [...new Set(this.patterns.map((pattern) => pattern.regexFlags).join(''))].join(''),
      ),
      converters: new Map(this.patterns.flatMap((pattern) => [...pattern.converters])),
    };
    return this.#compiled;
  }

  /** The routes joined, for messages. */
  toString(): string {
    return this.patterns.map((pattern) => pattern.source.replace(/^\^/, '')).join('');
  }
}

function fill(
  { pieces }: Possibility,
  values: Values,
  converters: ReadonlyMap<string, Converter>,
): string | undefined {
  let path = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      path += piece;
      continue;
    }
    const value = values[piece.name];
    if (value === undefined || value === null) return undefined;
    const text =
      converters.get(piece.name)?.toUrl(value) ?? (converters.has(piece.name) ? undefined : str(value));
    if (text === undefined) return undefined;
    path += text;
  }
  return path;
}

/** Every way of the outer pattern with every way of the inner; unnamed parameters are numbered through. */
function join(outer: readonly Possibility[], inner: readonly Possibility[]): readonly Possibility[] {
  return outer.flatMap((head) => inner.map((tail) => renumbered([...head.pieces, ...tail.pieces])));
}

function renumbered(pieces: Possibility['pieces']): Possibility {
  let unnamed = 0;
  const numbered = pieces.map((piece) =>
    typeof piece !== 'string' && /^_\d+$/.test(piece.name) ? { name: `_${unnamed++}` } : piece,
  );
  return { pieces: numbered, params: paramsOf(numbered) };
}
