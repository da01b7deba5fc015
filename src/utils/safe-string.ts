/**
 * Text that is HTML already and is printed as it is. It behaves as a string everywhere else.
 * Make one only of text that you wrote or escaped: `markSafe('<b>ok</b>')`.
 */
export class SafeString extends String {}

/** Objects that know their own HTML: a form prints itself in `{{ form }}` through this. */
export interface HtmlSource {
  toHtml(): string | SafeString;
}

/** Declare that a text needs no escaping. Never do that to what a user typed. */
export function markSafe(text: string | SafeString | HtmlSource): SafeString {
  if (text instanceof SafeString) return text;
  if (typeof text === 'string') return new SafeString(text);
  return new SafeString(String(text.toHtml()));
}

export function isSafe(value: unknown): value is SafeString {
  return value instanceof SafeString;
}

export function isHtmlSource(value: unknown): value is HtmlSource {
  return typeof value === 'object' && value !== null && typeof (value as HtmlSource).toHtml === 'function';
}
