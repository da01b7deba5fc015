import { registerDefaultFilters } from './filters/default-filters.ts';
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
export const loadableLibraries: ReadonlyMap<string, Library> = new Map();
