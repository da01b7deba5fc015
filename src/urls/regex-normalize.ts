import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { type Possibility, paramsOf } from './pattern.ts';

type Form = Possibility['pieces'];

/** Characters that stand for a whole class when a URL is written; the zero-width ones stand for nothing. */
const REPRESENTATIVES: Readonly<Record<string, string>> = {
  A: '',
  b: '',
  B: '',
  Z: '',
  d: '0',
  D: 'x',
  s: ' ',
  S: 'x',
  w: 'x',
  W: '!',
};
const NO_FORM: readonly Form[] = [[]];

/** An expression with `|` outside of a group: no URL can be written for it. */
class Disjunction extends Error {}

/**
 * The ways to write a regular expression as a URL, the shortest of each repetition: `^a/(?:(?P<n>\d+)/)?$` gives `a/` and
 * `a/<n>/`. Look-around is left out; an expression with alternatives gives one empty possibility.
 */
export function normalizeRegex(source: string): Possibility[] {
  try {
    return new Normalizer(source).sequence().map((form) => ({ pieces: form, params: paramsOf(form) }));
  } catch (error) {
    if (error instanceof Disjunction) return [{ pieces: [], params: [] }];
    throw error;
  }
}

class Normalizer {
  readonly #source: string;
  #at = 0;
  #unnamed = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Everything up to the closing parenthesis of the group we are in, or to the end. */
  sequence(): readonly Form[] {
    let forms = NO_FORM;
    while (this.#at < this.#source.length && this.#peek() !== ')') {
      const char = this.#next();
      if (char === '|') throw new Disjunction();
      if (char === '^') continue;
      if (char === '$') {
        this.#at = this.#source.length;
        break;
      }
      forms = product(forms, this.#repeated(this.#item(char)));
    }
    return forms;
  }

  #item(char: string): readonly Form[] {
    if (char === '\\') {
      const escaped = this.#next();
      return literal(REPRESENTATIVES[escaped] ?? escaped);
    }
    if (char === '[') return this.#characterClass();
    if (char === '(') return this.#group();
    return literal(char);
  }

  /** The first character of the class stands for all. */
  #characterClass(): readonly Form[] {
    let first = this.#next();
    if (first === '\\') first = REPRESENTATIVES[this.#peek()] ?? this.#next();
    while (this.#at < this.#source.length) {
      const char = this.#next();
      if (char === '\\') this.#next();
      else if (char === ']') break;
    }
    return literal(first);
  }

  #group(): readonly Form[] {
    if (this.#peek() !== '?') {
      this.#skipGroup();
      return [[{ name: `_${this.#unnamed++}` }]];
    }
    const opening = /^\?(?:P?<(?<name>[^>=!]+)>|P=(?<back>[^)]+)\)|(?<plain>:)|(?<look>[=!]|<[=!]))/.exec(
      this.#source.slice(this.#at),
    );
    if (opening === null) {
      throw new ImproperlyConfigured(
        `No URL can be written for the part '(${this.#source.slice(this.#at, this.#at + 3)}' of "${this.#source}".`,
        'Use named groups, unnamed groups and (?:...).',
      );
    }
    this.#at += opening[0].length;
    const { name, back, plain } = opening.groups!;
    if (back !== undefined) return [[{ name: back }]];
    if (plain !== undefined) {
      const inner = this.sequence();
      this.#next();
      return inner;
    }
    this.#skipGroup();
    return name === undefined ? NO_FORM : [[{ name }]];
  }

  /** Past the parenthesis that closes the group we are in. */
  #skipGroup(): void {
    for (let depth = 1; depth > 0 && this.#at < this.#source.length; ) {
      const char = this.#next();
      if (char === '\\') this.#next();
      else if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
    }
  }

  /** The item as often as its quantifier asks at least; none and one for an optional item with parameters. */
  #repeated(item: readonly Form[]): readonly Form[] {
    const quantifier = /^(?:[*?+]|\{(?<least>\d+)[^}]*\})\??/.exec(this.#source.slice(this.#at));
    if (quantifier === null) return item;
    this.#at += quantifier[0].length;
    const least = quantifier[0].startsWith('+') ? 1 : Number(quantifier.groups?.['least'] ?? 0);
    if (least === 0) return item.some(hasParam) ? [...NO_FORM, ...item] : NO_FORM;
    return Array.from({ length: least - 1 }).reduce<readonly Form[]>((forms) => product(forms, item), item);
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #next(): string {
    return this.#source[this.#at++] ?? '';
  }
}

function literal(text: string): readonly Form[] {
  return text === '' ? NO_FORM : [[text]];
}

function hasParam(form: Form): boolean {
  return form.some((piece) => typeof piece !== 'string');
}

function product(before: readonly Form[], after: readonly Form[]): readonly Form[] {
  return before.flatMap((head) => after.map((tail) => [...head, ...tail]));
}
