import { en } from './en.ts';
import { ko } from './ko.ts';
import type { LocaleData, LocaleFormats } from './locale-data.ts';

const locales = new Map<string, LocaleData>([
  ['en', en],
  ['ko', ko],
]);
let changes = 0;

/** Teach the framework a language, or another way to write one: `registerLocale('de', { formats: {...}, messages: {} })`. */
export function registerLocale(language: string, data: LocaleData): void {
  locales.set(language, data);
  changes++;
}

/** Counts registrations, for those who keep what they looked up. */
export function localeChanges(): number {
  return changes;
}

/** The formats of a language, those of a country first: `de-at`, then `de`. */
export function formatsOf(language: string): LocaleFormats[] {
  return localesOf(language).map((locale) => locale.formats);
}

/** The languages whose data count for this one. */
export function localesOf(language: string): LocaleData[] {
  const names = [language.toLowerCase()];
  for (let at = names[0]!.lastIndexOf('-'); at > 0; at = names.at(-1)!.lastIndexOf('-')) names.push(names.at(-1)!.slice(0, at));
  return names.map((name) => locales.get(name)).filter((data) => data !== undefined);
}
