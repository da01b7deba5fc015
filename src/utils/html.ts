import { str } from './python-str.ts';
import { isHtmlSource, readyHtml, SafeString } from './safe-string.ts';

export { type HtmlSource, isHtmlSource, isSafe, markSafe, SafeString } from './safe-string.ts';

const SPECIAL = /[&<>"']/;

/** Entities by character code; those of greater codes than `>` need none. */
const ENTITIES: readonly (string | undefined)[] = Array.from(
  { length: 63 },
  (_, code) => ({ 34: '&quot;', 38: '&amp;', 39: '&#x27;', 60: '&lt;', 62: '&gt;' })[code],
);
/** Texts shorter than this are looked through faster than a regular expression starts. */
const SHORT = 16;

/** Longer texts are escaped in parts of this many characters. */
const LONG = 2000;

/** Each part becomes one piece of memory as soon as it is made; a million pieces that wait to be joined are what takes long. */
function escapeLongText(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += LONG) {
    const part = escapeText(text.slice(at, at + LONG));
    // Reading a character is what makes one piece of it.
    part.charCodeAt(0);
    parts.push(part);
  }
  return parts.join('');
}

/** `& < > " '` as entities, whatever the text was marked as. The plain-string half of `escape()`. */
export function escapeText(text: string): string {
  const { length } = text;
  let i = length < SHORT ? 0 : text.search(SPECIAL);
  if (i < 0) return text;
  if (length > LONG) return escapeLongText(text);
  let out = '';
  let done = 0;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > 62) continue;
    const entity = ENTITIES[code];
    if (entity === undefined) continue;
    out += text.slice(done, i) + entity;
    done = i + 1;
  }
  return done === 0 ? text : out + text.slice(done);
}

/** Escape for HTML text and attributes, even what was escaped before. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: Django's name
export function escape(value: unknown): SafeString {
  return new SafeString(escapeText(str(value)));
}

/** Escape unless it is safe already: a SafeString and an object with `toHtml()` stay as they are. */
export function conditionalEscape(value: unknown): SafeString {
  if (value instanceof SafeString) return value;
  if (isHtmlSource(value)) return new SafeString(readyHtml(value));
  return new SafeString(escapeText(str(value)));
}

/**
 * Put values into HTML, each one escaped: `formatHtml('<b>{}</b> {name}', title, { name })`.
 * `{}` takes the positional values in turn, `{0}` one by number, `{name}` one of a trailing plain object; `{{` and `}}` are braces.
 * @throws TypeError when the format asks for a value that was not given, or none is given at all.
 */
export function formatHtml(format: string, ...values: readonly unknown[]): SafeString {
  if (values.length === 0)
    throw new TypeError('formatHtml() needs at least one value. Use markSafe() for fixed HTML.');
  let next = 0;
  const html = format.replace(/\{\{|\}\}|\{(\w*)\}/g, (whole, key: string | undefined) => {
    if (whole === '{{') return '{';
    if (whole === '}}') return '}';
    return conditionalEscape(argument(values, key === '' ? String(next++) : key!)).toString();
  });
  return new SafeString(html);
}

function argument(values: readonly unknown[], key: string): unknown {
  if (/^\d+$/.test(key)) {
    if (Number(key) < values.length) return values[Number(key)];
  } else {
    const named = values.at(-1);
    if (typeof named === 'object' && named !== null && Object.hasOwn(named, key)) {
      return (named as Record<string, unknown>)[key];
    }
  }
  throw new TypeError(`formatHtml() was given no value for {${key}}.`);
}

/** One `formatHtml()` per item, joined: `formatHtmlJoin(' ', '<li>{}</li>', [['a'], ['b']])`. */
export function formatHtmlJoin(
  separator: string | SafeString,
  format: string,
  rows: Iterable<readonly unknown[] | Readonly<Record<string, unknown>>>,
): SafeString {
  const parts = Array.from(rows, (row) =>
    Array.isArray(row) ? formatHtml(format, ...row) : formatHtml(format, row),
  );
  return new SafeString(parts.join(conditionalEscape(separator).toString()));
}
