import fs from 'node:fs';
import type { GetTextTranslation, GetTextTranslations } from 'gettext-parser';
import { lazyPackage } from '../lazy-package.ts';
import { CatalogError } from './catalog-error.ts';
import { CONTEXT_SEPARATOR, type MessageTable } from './message-table.ts';
import { GERMANIC, type PluralForms, parsePluralForms } from './plural-forms.ts';

const gettext = lazyPackage<typeof import('gettext-parser')>('gettext-parser', import.meta.url);

/**
 * Read a `.mo` or `.po` file. What is not translated, or marked as fuzzy, is left out, as `msgfmt` does.
 * @throws CatalogError when it can't be read
 */
export function readCatalog(file: string): MessageTable {
  const parsed = parseCatalog(file);
  const singles = new Map<string, string>();
  const plurals = new Map<string, readonly string[]>();
  for (const [context, entries] of Object.entries(parsed.translations)) {
    for (const entry of Object.values(entries)) {
      if ((context === '' && entry.msgid === '') || !isTranslated(entry)) continue;
      const key = context === '' ? entry.msgid : context + CONTEXT_SEPARATOR + entry.msgid;
      if (entry.msgid_plural === undefined) singles.set(key, entry.msgstr[0]!);
      else plurals.set(key, entry.msgstr);
    }
  }
  return { singles, plurals, forms: pluralForms(file, parsed) };
}

/** Whether an entry belongs in a compiled catalogue. */
export function isTranslated({ msgstr, comments }: GetTextTranslation): boolean {
  return (msgstr[0] ?? '') !== '' && !isFuzzy(comments?.flag);
}

export function isFuzzy(flag: string | undefined): boolean {
  return (flag ?? '').split(/[\s,]+/).includes('fuzzy');
}

/** All that stands in a `.mo` or `.po` file. @throws CatalogError when it can't be read */
export function parseCatalog(file: string): GetTextTranslations {
  try {
    const content = fs.readFileSync(file);
    if (file.endsWith('.po')) {
      checkCharset(content);
      return gettext().po.parse(content, { defaultCharset: 'utf-8' });
    }
    // The parser gives false, against its types, when the first bytes are not those of such a file.
    const table = gettext().mo.parse(content, 'utf-8') as GetTextTranslations | false;
    if (table === false) throw new SyntaxError('it is no compiled catalogue');
    checkCharset(table.headers?.['Content-Type'] ?? '');
    return table;
  } catch (cause) {
    throw new CatalogError(file, problemOf(cause), { cause });
  }
}

/** The parser takes names that it doesn't know for Latin-1. */
function checkCharset(header: Buffer | string): void {
  const name = /charset\s*=\s*([\w-]+)/i.exec(header.toString('latin1'))?.[1];
  if (name === undefined || name.toUpperCase() === 'CHARSET') return;
  try {
    new TextDecoder(name);
  } catch {
    throw new SyntaxError(`there is no character set '${name}'`);
  }
}

function problemOf(cause: unknown): string {
  const { code, message } = cause as { code?: unknown; message: string };
  if (code === 'ERR_OUT_OF_RANGE' || code === 'ERR_BUFFER_OUT_OF_BOUNDS') return 'it ends too early';
  return message.replace(/^Error parsing PO data: /, '').replace(/\.$/, '');
}

function pluralForms(file: string, { headers }: GetTextTranslations): PluralForms {
  const header = headers?.['Plural-Forms'];
  if (header === undefined || header === '') return GERMANIC;
  try {
    return parsePluralForms(header);
  } catch (cause) {
    throw new CatalogError(file, `its Plural-Forms are wrong: ${(cause as Error).message}`, { cause });
  }
}
