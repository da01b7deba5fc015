import { asciiDigits } from '../utils/ascii-digits.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { whenReady } from '../utils/awaitable.ts';
import { SafeString } from '../utils/safe-string.ts';
import { gettext, pgettext } from '../utils/translation/gettext.ts';
import { unescapeStringLiteral } from '../utils/unescape-string-literal.ts';
import type { Context } from './context.ts';
import { TemplateSyntaxError, VariableDoesNotExist } from './errors.ts';
import { attr } from './runtime/attributes.ts';
import { FAILED, MISSING } from './runtime/marks.ts';
import { root } from './runtime/names.ts';
import { pending, pendingLookup, settle } from './runtime/pending.ts';
import { numberOf, type WholeFloat } from './whole-float.ts';

/** A name, a path of names, a number or a text in a template: `article.title`, `3`, `"hello"`, `_("hello")`. */
export class Variable {
  /** As it is written. */
  readonly text: string;
  /** The parts of a path; empty for a literal. */
  readonly lookups: readonly string[];
  /** The literal's value; a text is safe, since the template's author wrote it. */
  readonly value: unknown;
  /** Written as `_("...")`. */
  readonly translate: boolean;
  /** Set by `{% translate "..." context "..." %}`. */
  messageContext: string | undefined = undefined;

  /** @throws TemplateSyntaxError for names that begin with an underscore */
  constructor(text: string) {
    this.text = text;
    const number = parseNumber(text);
    if (number !== undefined) {
      this.lookups = [];
      this.value = number;
      this.translate = false;
      return;
    }
    this.translate = text.startsWith('_(') && text.endsWith(')');
    const inner = this.translate ? text.slice(2, -1) : text;
    if (isQuoted(inner)) {
      this.lookups = [];
      this.value = new SafeString(unescapeStringLiteral(inner));
      return;
    }
    if (inner.startsWith('_') || inner.includes('._')) {
      throw new TemplateSyntaxError(
        `Variables and attributes may not begin with underscores: '${inner}'.`,
        'They are private to the code that made them.',
      );
    }
    const constant = CONSTANTS.get(inner);
    this.lookups = constant === undefined ? inner.split('.') : [];
    this.value = constant?.value;
  }

  get isLookup(): boolean {
    return this.lookups.length > 0;
  }

  /** The literal as an ordinary string, for filters that need not know that it is safe. */
  get plainValue(): unknown {
    return this.value instanceof SafeString ? this.value.toString() : this.value;
  }

  /** The literal's value, in the active language. */
  literal(): unknown {
    if (!this.translate || !(this.value instanceof SafeString)) return this.value;
    const message = this.value.toString().replaceAll('%', '%%');
    if (message === '') return this.value;
    const text =
      this.messageContext === undefined ? gettext(message) : pgettext(this.messageContext, message);
    return new SafeString(text.replaceAll('%%', '%'));
  }

  /** The value in a context, or a mark; a pending one is left so. */
  lookup(context: Context): Awaitable<unknown> {
    if (!this.isLookup) return this.literal();
    return this.#follow(root(context, this.lookups[0]!), 1);
  }

  #follow(value: unknown, from: number): Awaitable<unknown> {
    let current = value;
    for (let i = from; i < this.lookups.length; i++) {
      if (pendingLookup(current)) {
        return settle(current as PromiseLike<unknown>).then((ready) => this.#follow(ready, i));
      }
      current = attr(current, this.lookups[i]!);
    }
    return current;
  }

  /** The value, awaited. @throws VariableDoesNotExist when the path leads nowhere */
  resolve(context: Context): Awaitable<unknown> {
    const found = this.lookup(context);
    const ready = pending(found) ? settle(found) : found;
    return whenReady(ready, (value) => {
      if (value === MISSING) throw new VariableDoesNotExist(this.text, this.lookups.at(-1)!);
      return value === FAILED ? (context.engine?.stringIfInvalid ?? '') : value;
    });
  }

  toString(): string {
    return this.text;
  }
}

const CONSTANTS: ReadonlyMap<string, { value: unknown }> = new Map([
  ['True', { value: true }],
  ['False', { value: false }],
  ['None', { value: null }],
]);

function isQuoted(text: string): boolean {
  return text.length >= 2 && (text[0] === '"' || text[0] === "'") && text.at(-1) === text[0];
}

/** What Python's int() and float() take: an underscore stands between two digits. */
const DIGITS = String.raw`\d(?:_?\d)*`;
const NUMBER = new RegExp(`^[-+]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:e[-+]?${DIGITS})?$`, 'i');

/** A number as a template can write it; one that ends in a point is a mistake. */
function parseNumber(text: string): number | bigint | WholeFloat | undefined {
  const ascii = asciiDigits(text);
  return NUMBER.test(ascii) && !ascii.endsWith('.') ? numberOf(ascii.replaceAll('_', '')) : undefined;
}
