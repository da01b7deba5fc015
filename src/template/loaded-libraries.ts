import type { Library } from './library.ts';

const loaded = new Map<string, Library>();

/** The tag libraries of the installed apps, by the name of their module. */
export function loadedLibraries(): ReadonlyMap<string, Library> {
  return loaded;
}

export function addLoadedLibrary(name: string, library: Library): void {
  loaded.set(name, library);
}
