import fs from 'node:fs';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { LocaleData, LocaleFormats } from './locale-data.ts';

const locales = new Map<string, LocaleData>([
  ['en', en],
  ['ko', ko],
]);
let changes = 0;

/** Formats of the languages that have no file of their own here, read when the first of them is asked for. */
let others: Readonly<Record<string, LocaleFormats>> | undefined;

function otherLocale(language: string): LocaleData | undefined {
  others ??= JSON.parse(fs.readFileSync(new URL('./formats.json', import.meta.url), 'utf8')) as Record<
    string,
    LocaleFormats
  >;
  if (!Object.hasOwn(others, language)) return undefined;
  const data: LocaleData = { formats: others[language]!, messages: {} };
  locales.set(language, data);
  return data;
}

/** Teach the framework a language, or another way to write one: `registerLocale('de', { formats: {...}, messages: {} })`. */
export function registerLocale(language: string, data: LocaleData): void {
  locales.set(language, data);
  chains.clear();
  localeChanged();
}

/** Called when what is known of languages, or where their texts come from, changes. */
export function localeChanged(): void {
  changes++;
}

/** Counts such changes, for those who keep what they looked up. */
export function localeChanges(): number {
  return changes;
}

/** The formats of a language, those of a country first: `de-at`, then `de`. */
export function formatsOf(language: string): LocaleFormats[] {
  return localesOf(language).map((locale) => locale.formats);
}

const chains = new Map<string, LocaleData[]>();

/** The languages whose data count for this one. */
export function localesOf(language: string): LocaleData[] {
  let chain = chains.get(language);
  if (chain === undefined) {
    const names = fallbacks(language.toLowerCase());
    chain = names.map((name) => locales.get(name) ?? otherLocale(name)).filter((data) => data !== undefined);
    if (chains.size < 1000) chains.set(language, chain);
  }
  return chain;
}

/** `de-at`, then `de`. */
function fallbacks(language: string): string[] {
  const names = [language];
  for (let at = language.indexOf('-'); at > 0; at = language.indexOf('-', at + 1))
    names.splice(1, 0, language.slice(0, at));
  return names;
}
