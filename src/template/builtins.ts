import { registerDefaultFilters } from './filters/default-filters.ts';
import { cacheLibrary } from './libraries/cache.ts';
import { humanize } from './libraries/humanize.ts';
import { i18n } from './libraries/i18n.ts';
import { l10n } from './libraries/l10n.ts';
import { staticLibrary } from './libraries/static.ts';
import { tz } from './libraries/tz.ts';
import { Library } from './library.ts';
import { registerDefaultTags } from './tags/default-tags.ts';
import { registerLoaderTags } from './tags/loader-tags.ts';

const tags = new Library();
registerDefaultFilters(tags);
registerDefaultTags(tags);
registerLoaderTags(tags);

/** The libraries that every template has. */
export const builtinLibraries: readonly Library[] = [tags];

/** Those of the framework that templates `{% load %}`. */
export const loadableLibraries: ReadonlyMap<string, Library> = new Map([
  ['i18n', i18n],
  ['l10n', l10n],
  ['tz', tz],
  ['static', staticLibrary],
  ['cache', cacheLibrary],
  ['humanize', humanize],
]);
