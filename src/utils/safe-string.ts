import { type Awaitable, isThenable } from './awaitable.ts';
import { TextObject } from './text-object.ts';

/**
 * Text that is HTML already and is printed as it is; elsewhere it is a text like any other. Make one only of text that you wrote or
 * escaped: `markSafe('<b>ok</b>')`.
 */
export class SafeString extends TextObject implements HtmlSource {
  /** The HTML. */
  readonly text: string;

  constructor(text: unknown = '') {
    super();
    this.text = String(text);
  }

  override toString(): string {
    return this.text;
  }

  toHtml(): SafeString {
    return this;
  }
}

/**
 * Objects that know their own HTML: a form prints itself in `{{ form }}` through this. Where that takes waiting (choices come
 * from the database), templates await it; `markSafe()` and `conditionalEscape()` cannot.
 */
export interface HtmlSource {
  toHtml(): Awaitable<string | SafeString>;
}

/** Declare that a text needs no escaping. Never do that to what a user typed. */
export function markSafe(text: string | SafeString | HtmlSource): SafeString {
  if (text instanceof SafeString) return text;
  return new SafeString(typeof text === 'string' ? text : readyHtml(text));
}

/** The HTML of an object. @throws TypeError when it is pending */
export function readyHtml(source: HtmlSource): string {
  const html = source.toHtml();
  if (isThenable(html))
    throw new TypeError('The HTML of this object is pending. Await it first, or print it in a template.');
  return String(html);
}

export function isSafe(value: unknown): value is SafeString {
  return value instanceof SafeString;
}

export function isHtmlSource(value: unknown): value is HtmlSource {
  return typeof value === 'object' && value !== null && typeof (value as HtmlSource).toHtml === 'function';
}
