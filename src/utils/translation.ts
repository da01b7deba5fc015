import { localesOf } from './locale/registry.ts';
import { localeSettings } from './locale-settings.ts';
import { localeState, runWithLocaleState } from './locale-state.ts';

/** The texts of one language. What it doesn't know stays as it is. */
export interface Catalog {
  gettext(message: string, context?: string): string | undefined;
  /** The plural form for a count. */
  ngettext?(singular: string, plural: string, count: number, context?: string): string | undefined;
}

const catalogs = new Map<string, Catalog>();

/** Give a language its texts; undefined takes them away. */
export function setCatalog(language: string, catalog: Catalog | undefined): void {
  if (catalog === undefined) catalogs.delete(language);
  else catalogs.set(language, catalog);
}

/** The language of the running request or block: `'ko'`, `'en-us'`; null while translation is switched off. */
export function getLanguage(): string | null {
  const { language } = localeState();
  if (language !== undefined) return language;
  return localeSettings().LANGUAGE_CODE;
}

/** Change the language of the request or block that runs, or of the process outside of one. */
export function activate(language: string): void {
  localeState().language = language;
}

/** Go back to the language of the settings. */
export function deactivate(): void {
  delete localeState().language;
}

/** Switch translation off: every text stays as it was written. */
export function deactivateAll(): void {
  localeState().language = null;
}

/** Run a function in a language, with all that it awaits. null switches translation off. */
export function override<R>(language: string | null, fn: () => R): R {
  return runWithLocaleState({ language }, fn);
}

/** What an app's or the project's catalogue says, else the framework's own words; undefined when neither knows the message. */
function translated(message: string, context?: string): string | undefined {
  const language = activeLanguage();
  if (language === undefined) return undefined;
  const own = catalogOf(language)?.gettext(message, context);
  if (own !== undefined) return own;
  const key = context === undefined ? message : `${context}\u0004${message}`;
  for (const { messages } of localesOf(language)) {
    const found = messages[key];
    if (typeof found === 'string') return found;
  }
  return undefined;
}

function translatedPlural(singular: string, plural: string, count: number, context?: string): string {
  const language = activeLanguage();
  if (language !== undefined) {
    const own = catalogOf(language)?.ngettext?.(singular, plural, count, context);
    if (own !== undefined) return own;
    for (const { messages } of localesOf(language)) {
      const found = messages[context === undefined ? singular : `${context}\u0004${singular}`];
      if (Array.isArray(found)) return found[Math.min(count === 1 ? 0 : 1, found.length - 1)];
    }
  }
  return count === 1 ? singular : plural;
}

/** The language to translate into, or undefined where there is nothing to do. */
function activeLanguage(): string | undefined {
  if (!localeSettings().USE_I18N) return undefined;
  const language = getLanguage();
  if (language === null || (catalogs.size === 0 && language.startsWith('en'))) return undefined;
  return language;
}

function catalogOf(language: string): Catalog | undefined {
  return catalogs.get(language) ?? catalogs.get(language.split('-')[0]!);
}

/** The text in the active language, or as it is. */
export function gettext(message: string): string {
  return translated(message) ?? message;
}

/** The form for a count: `ngettext('one day', 'many days', days)`. */
export function ngettext(singular: string, plural: string, count: number): string {
  return translatedPlural(singular, plural, count);
}

/** A text whose meaning depends on where it stands: `pgettext('month name', 'May')`. */
export function pgettext(context: string, message: string): string {
  return translated(message, context) ?? message;
}

export function npgettext(context: string, singular: string, plural: string, count: number): string {
  return translatedPlural(singular, plural, count, context);
}

const RIGHT_TO_LEFT = new Set(['ar', 'ar-dz', 'ckb', 'fa', 'he', 'ug', 'ur']);

/** Whether the active language is written from right to left. */
export function getLanguageBidi(): boolean {
  const language = getLanguage();
  return language !== null && (RIGHT_TO_LEFT.has(language) || RIGHT_TO_LEFT.has(language.split('-')[0]!));
}
