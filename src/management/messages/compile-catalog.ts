import { type GetTextTranslations, mo } from 'gettext-parser';
import { isFuzzy, parseCatalog, readCatalog } from '../../utils/translation/read-catalog.ts';

/**
 * What a `.po` file compiles to: its translations without those that are missing and, unless they are wanted, unsure.
 * @throws CatalogError when the file or its plural rule can't be read
 */
export function compileCatalog(file: string, useFuzzy = false): Buffer {
  readCatalog(file);
  const parsed = parseCatalog(file);
  const translations: GetTextTranslations['translations'] = {};
  for (const [context, entries] of Object.entries(parsed.translations)) {
    const kept = Object.entries(entries).filter(([message, { msgstr, comments }]) => {
      const isHeader = context === '' && message === '';
      return isHeader || ((msgstr[0] ?? '') !== '' && (useFuzzy || !isFuzzy(comments?.flag)));
    });
    translations[context] = Object.fromEntries(kept);
  }
  return mo.compile({ ...parsed, translations });
}
