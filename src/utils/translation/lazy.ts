import { interpolate } from '../interpolate.ts';
import { TextObject } from '../text-object.ts';
import { gettext, ngettext, npgettext, pgettext } from './gettext.ts';

/**
 * A text that is translated each time it is read, for what is written once and shown in many languages: labels, names of models,
 * choices. It behaves as a string, but for `[0]`: make a string of it first.
 */
export class LazyString extends TextObject {
  /** The text as it was written. */
  readonly message: string;
  readonly #read: () => string;

  constructor(message: string, read: () => string) {
    super();
    this.message = message;
    this.#read = read;
  }

  override toString(): string {
    return this.#read();
  }
}

/** A text that people read, translated now or later. */
export type Text = string | LazyString;

/** A text that is made of another one: at once, or each time it is read where that one is translated then. */
export function changedText(text: Text, change: (text: string) => string): Text {
  if (typeof text === 'string') return change(text);
  return new LazyString(change(text.message), () => change(text.toString()));
}

/** A text in the active language: a plain one is a message to look up, a lazy one does it itself. */
export function translated(text: Text): string {
  return typeof text === 'string' ? gettext(text) : text.toString();
}

/** The text as it was written, for what is stored: migrations. */
export function writtenText(text: Text): string {
  return typeof text === 'string' ? text : text.message;
}

/** A text for a number that is not known yet. */
export class LazyPlural {
  readonly #read: (count: number) => string;

  constructor(read: (count: number) => string) {
    this.#read = read;
  }

  /** The form for a count, in the active language: `'%(count)d files'`. */
  for(count: number): string {
    return this.#read(count);
  }

  /** The form for one of the values, filled with them: `days.fill('count', { count: 3 })` is `'3 days'`. */
  fill(name: string, values: Readonly<Record<string, unknown>>): string {
    return interpolate(this.for(Number(values[name])), values);
  }
}

/** As `gettext()`, when it is read: `verboseName: gettextLazy('article')`. */
export function gettextLazy(message: string): LazyString {
  return new LazyString(message, () => gettext(message));
}

/** As `pgettext()`, when it is read. */
export function pgettextLazy(context: string, message: string): LazyString {
  return new LazyString(message, () => pgettext(context, message));
}

/** As `ngettext()`, when it is read; without a count it is asked for one then: `days.for(3)`. */
export function ngettextLazy(singular: string, plural: string): LazyPlural;
export function ngettextLazy(singular: string, plural: string, count: number): LazyString;
export function ngettextLazy(singular: string, plural: string, count?: number): LazyString | LazyPlural {
  const read = (n: number) => ngettext(singular, plural, n);
  return count === undefined ? new LazyPlural(read) : new LazyString(singular, () => read(count));
}

/** As `npgettext()`, when it is read; without a count it is asked for one then. */
export function npgettextLazy(context: string, singular: string, plural: string): LazyPlural;
export function npgettextLazy(context: string, singular: string, plural: string, count: number): LazyString;
export function npgettextLazy(
  context: string,
  singular: string,
  plural: string,
  count?: number,
): LazyString | LazyPlural {
  const read = (n: number) => npgettext(context, singular, plural, n);
  return count === undefined ? new LazyPlural(read) : new LazyString(singular, () => read(count));
}
