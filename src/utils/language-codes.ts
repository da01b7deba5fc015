/** Longer codes and headers than this are an attack. */
export const MAX_CODE_LENGTH = 500;
const ACCEPTED =
  /([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?(?:\s*,\s*|$)/y;

/** `en-us` as the name of a locale: `en_US`; `zh-hans` is `zh_Hans`. */
export function toLocale(language: string): string {
  const [lang, country, ...tail] = language.toLowerCase().split('-');
  if (country === undefined || country === '') return language.slice(0, 3).toLowerCase() + language.slice(3);
  const shown = country.length > 2 ? country[0]!.toUpperCase() + country.slice(1) : country.toUpperCase();
  return [`${lang}_${shown}`, ...tail].join('-');
}

/** The reverse: `en_US` is `en-us`. */
export function toLanguage(locale: string): string {
  return locale.replace('_', '-').toLowerCase();
}

/** The languages of an `Accept-Language` header with their weights, the most wanted first; none when it can't be read. */
export function parseAcceptLangHeader(header: string): [language: string, weight: number][] {
  const text = shortened(header.toLowerCase());
  if (text === undefined) return [];
  const found: [string, number][] = [];
  for (let at = 0; at < text.length; at = ACCEPTED.lastIndex) {
    ACCEPTED.lastIndex = at;
    const match = ACCEPTED.exec(text);
    if (match === null) return [];
    found.push([match[1]!, match[2] === undefined ? 1 : Number(match[2])]);
  }
  return found.sort(([, a], [, b]) => b - a);
}

/** Long headers are cut at a comma; one without is not read. */
function shortened(header: string): string | undefined {
  if (header.length <= MAX_CODE_LENGTH) return header;
  const comma = header.slice(0, MAX_CODE_LENGTH).lastIndexOf(',');
  return comma > 0 ? header.slice(0, comma) : undefined;
}

/** A code cut at a dash to a length that is looked at; undefined where it has none. */
export function cutAtDash(code: string): string | undefined {
  const dash = code.slice(0, MAX_CODE_LENGTH).lastIndexOf('-');
  return dash < 0 ? undefined : code.slice(0, dash);
}
