import { type Awaitable, isThenable } from './awaitable.ts';

/**
 * Text that is HTML already and is printed as it is. It has a string's methods and `length`, and is one wherever a text is asked
 * for. Make one only of text that you wrote or escaped: `markSafe('<b>ok</b>')`.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
export class SafeString implements HtmlSource {
  /** The HTML. */
  readonly text: string;

  constructor(text: unknown = '') {
    this.text = String(text);
  }

  get length(): number {
    return this.text.length;
  }

  toString(): string {
    return this.text;
  }

  valueOf(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }

  toHtml(): SafeString {
    return this;
  }
}

// The methods are copied, not inherited: V8 gives up its short ways for all strings of the process, a third of their speed, once an
// object has String.prototype as its prototype.
export interface SafeString extends Omit<string, 'length' | 'toString' | 'valueOf'> {}

for (const name of Reflect.ownKeys(String.prototype)) {
  if (Object.hasOwn(SafeString.prototype, name)) continue;
  Object.defineProperty(SafeString.prototype, name, Object.getOwnPropertyDescriptor(String.prototype, name)!);
}

/** Whether a value is text: a string, a SafeString, or what JavaScript makes of `new String()`. */
export function isText(value: unknown): value is string | SafeString {
  return typeof value === 'string' || value instanceof SafeString || value instanceof String;
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
