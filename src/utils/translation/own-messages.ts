import type { LocaleData } from '../locale/locale-data.ts';
import type { MessageTable } from './message-table.ts';
import { GERMANIC, parsePluralForms } from './plural-forms.ts';

const tables = new WeakMap<LocaleData, MessageTable>();

/** The texts that come with a language, `registerLocale()` or the framework's own. */
export function ownMessages(locale: LocaleData): MessageTable {
  let table = tables.get(locale);
  if (table === undefined) {
    const singles = new Map<string, string>();
    const plurals = new Map<string, readonly string[]>();
    for (const [key, text] of Object.entries(locale.messages)) {
      if (typeof text === 'string') singles.set(key, text);
      else plurals.set(key, text);
    }
    const forms = locale.pluralForms === undefined ? GERMANIC : parsePluralForms(locale.pluralForms);
    table = { singles, plurals, forms };
    tables.set(locale, table);
  }
  return table;
}
