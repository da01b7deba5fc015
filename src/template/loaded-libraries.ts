import type { Library } from './library.ts';

const loaded = new Map<string, Library>();
const files = new Map<string, Set<string>>();

/** The tag libraries of the installed apps, by the name of their module. */
export function loadedLibraries(): ReadonlyMap<string, Library> {
  return loaded;
}

/** Where the libraries of each name are; more than one file means that all but the last are hidden. */
export function libraryFiles(): ReadonlyMap<string, ReadonlySet<string>> {
  return files;
}

export function addLoadedLibrary(name: string, library: Library, file: string): void {
  loaded.set(name, library);
  const known = files.get(name);
  if (known === undefined) files.set(name, new Set([file]));
  else known.add(file);
}
