import { LookupError } from '../core/errors/lookup-error.ts';
import { FALLBACKS, LANGUAGES } from './languages.ts';
import { localeSettings } from './locale-settings.ts';

/** Longer codes and headers than this are an attack. */
const MAX_LENGTH = 500;
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
export function parseAcceptLanguage(header: string): [language: string, weight: number][] {
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
  if (header.length <= MAX_LENGTH) return header;
  const comma = header.slice(0, MAX_LENGTH).lastIndexOf(',');
  return comma > 0 ? header.slice(0, comma) : undefined;
}

/** Whether the framework knows the language, or its base. */
export function checkForLanguage(code: string | null): boolean {
  return (
    code !== null &&
    /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*(?:@[a-z0-9]{1,20})?$/i.test(code) &&
    LANGUAGES.has(code.toLowerCase())
  );
}

/**
 * The language of `LANGUAGES` that serves for a code: itself, one with fewer parts (`fr-ca` gives `fr`), or, unless `strict`,
 * another of its kind (`fr` gives `fr-ca` where only that is there).
 * @throws LookupError when there is none
 */
export function getSupportedLanguageVariant(code: string, strict = false): string {
  const unknown = new LookupError(`No language of LANGUAGES serves for '${code.slice(0, 50)}'.`);
  if (code === '') throw unknown;
  const possible = possibleCodes(code.length > MAX_LENGTH ? cut(code, unknown) : code);
  const supported = new Set(localeSettings().LANGUAGES.map(([name]) => name));
  const found = possible.find((name) => supported.has(name.toLowerCase()) && checkForLanguage(name));
  if (found !== undefined) return found;
  const generic = `${possible.at(-1)}-`;
  const related = strict ? undefined : [...supported].find((name) => name.startsWith(generic));
  if (related !== undefined) return related;
  throw unknown;
}

function cut(code: string, unknown: LookupError): string {
  const dash = code.slice(0, MAX_LENGTH).lastIndexOf('-');
  if (dash < 0) throw unknown;
  return code.slice(0, dash);
}

function possibleCodes(code: string): string[] {
  const codes = [code, ...(FALLBACKS[code] === undefined ? [] : [FALLBACKS[code]])];
  for (let at = code.lastIndexOf('-'); at > 0; at = code.lastIndexOf('-', at - 1))
    codes.push(code.slice(0, at));
  return codes;
}
