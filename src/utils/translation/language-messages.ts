import { localeChanges, localesOf } from '../locale/registry.ts';
import { type LocaleSettings, localeSettings } from '../locale-settings.ts';
import { appLocaleFolders, catalogFile } from './locale-folders.ts';
import { localeNames } from './locale-names.ts';
import { isEmpty, lookUp, lookUpPlural, MergedMessages, type MessageTable } from './message-table.ts';
import { ownMessages } from './own-messages.ts';
import { readCatalog } from './read-catalog.ts';

/** Where the texts of a language are looked up, one after the other. */
interface Source {
  get(key: string): string | undefined;
  getPlural(key: string, n: number): string | undefined;
}

let chains = new Map<string, readonly Source[]>();
let madeFor: { settings: LocaleSettings; changes: number } | undefined;

/**
 * The texts of a language: those of LOCALE_PATHS over those of the apps over the framework's own; then the language without its
 * country, then the language of the settings. Read when a language is first used.
 * @throws CatalogError for a file that can't be read
 */
export function messagesOf(language: string): readonly Source[] {
  const settings = localeSettings();
  const changes = localeChanges();
  if (madeFor?.settings !== settings || madeFor.changes !== changes) {
    chains = new Map();
    madeFor = { settings, changes };
  }
  let chain = chains.get(language);
  if (chain === undefined) {
    chain = makeChain(language, settings, appLocaleFolders());
    if (chains.size < 1000) chains.set(language, chain);
  }
  return chain;
}

function makeChain(
  language: string,
  { LANGUAGE_CODE, LOCALE_PATHS }: LocaleSettings,
  appFolders: readonly string[],
): readonly Source[] {
  const main = new MergedMessages();
  const fallbacks: MessageTable[] = [];
  for (const tables of [
    localesOf(language).map(ownMessages),
    ...appFolders.toReversed().map((folder) => tablesOf(folder, language)),
    ...LOCALE_PATHS.toReversed().map((folder) => tablesOf(folder, language)),
  ]) {
    const [first, ...rest] = tables;
    if (first === undefined || isEmpty(first)) continue;
    main.merge(first);
    fallbacks.push(...rest);
  }
  const chain: Source[] = [...(main.isEmpty ? [] : [main]), ...fallbacks.map(sourceOf)];
  // English is what the texts are written in, so that nothing may stand in for it.
  if (language !== LANGUAGE_CODE && !language.startsWith('en')) chain.push(...messagesOf(LANGUAGE_CODE));
  return chain;
}

function sourceOf(table: MessageTable): Source {
  return { get: (key) => lookUp(table, key), getPlural: (key, n) => lookUpPlural(table, key, n) };
}

/** What a folder has for a language, the most particular first. */
function tablesOf(folder: string, language: string): MessageTable[] {
  const files = localeNames(language).map((name) => catalogFile(folder, name));
  return files.filter((file) => file !== undefined).map(readCatalog);
}
