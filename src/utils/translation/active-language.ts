import { localeSettings } from '../locale-settings.ts';
import { localeState, runWithLocaleState } from '../locale-state.ts';

/** The language of the running request or block: `'ko'`, `'en-us'`; null while translation is switched off. */
export function getLanguage(): string | null {
  const { LANGUAGE_CODE, USE_I18N } = localeSettings();
  if (!USE_I18N) return LANGUAGE_CODE;
  const { language } = localeState();
  return language === undefined ? LANGUAGE_CODE : language;
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

/** Whether the active language is written from right to left, as LANGUAGES_BIDI says. */
export function getLanguageBidi(): boolean {
  const language = getLanguage();
  return language !== null && localeSettings().LANGUAGES_BIDI.includes(language.split('-')[0]!);
}
