import { localeChanged } from '../locale/registry.ts';

/** The texts of one language from somewhere else than files: a table in memory, a database that was read. */
export interface Catalog {
  gettext(message: string, context?: string): string | undefined;
  /** The plural form for a count. */
  ngettext?(singular: string, plural: string, count: number, context?: string): string | undefined;
}

const catalogs = new Map<string, Catalog>();

/** Give a language its texts, which go before those of files; undefined takes them away. */
export function setCatalog(language: string, catalog: Catalog | undefined): void {
  if (catalog === undefined) catalogs.delete(language);
  else catalogs.set(language, catalog);
  localeChanged();
}

/** What was set for a language, else for the language without its country. */
export function catalogOf(language: string): Catalog | undefined {
  if (catalogs.size === 0) return undefined;
  return catalogs.get(language) ?? catalogs.get(language.split('-')[0]!);
}
