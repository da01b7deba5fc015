import { localeChanges } from '../locale/registry.ts';
import { type LocaleSettings, localeSettings } from '../locale-settings.ts';
import { getLanguage } from './active-language.ts';

/**
 * A function to something that is worked out for the active language, and kept until another one is active, or the settings,
 * the known languages or their texts change.
 */
export function perLanguage<T>(make: (language: string | null) => T): () => T {
  let last: { language: string | null; settings: LocaleSettings; changes: number; value: T } | undefined;
  return () => {
    const language = getLanguage();
    const settings = localeSettings();
    const changes = localeChanges();
    if (
      last === undefined ||
      last.language !== language ||
      last.settings !== settings ||
      last.changes !== changes
    )
      last = { language, settings, changes, value: make(language) };
    return last.value;
  };
}
