/** Characters that a cookie's value can hold without quotes, as Python's cookies have it. */
const PLAIN = /^[\w!#$%&'*+\-.^`|~:]*$/;
/** Those that are escaped inside quotes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ESCAPED = /[\x00-\x1f\x7f-\xff",;\\]/g;

/** A value as it stands in a header: in quotes with octal escapes when it has other characters; `a,b` is `"a\054b"`. */
export function quoteCookieValue(value: string): string {
  if (value !== '' && PLAIN.test(value)) return value;
  const escaped = value.replace(ESCAPED, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** The value behind quotes and escapes; one that has none stays. */
export function unquoteCookieValue(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  const inner = text.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:([0-3][0-7][0-7])|(.))/gs, (_, octal?: string, char?: string) =>
    octal === undefined ? char! : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** The cookies of a `Cookie` header; of a name that comes twice the last one counts, as in Django. */
export function parseCookie(header: string): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? '' : part.slice(0, equals).trim();
    const value = part.slice(equals + 1).trim();
    if (name !== '' || value !== '') cookies[name] = unquoteCookieValue(value);
  }
  return cookies;
}
