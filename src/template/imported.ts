import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { importModule, importString } from '../utils/import-string.ts';
import { libraryOf } from './library.ts';

const values = new Map<string, unknown>();
const libraries = new Map<string, ReturnType<typeof libraryOf>>();

/** Import what a setting names, for `importedValue()` to give: importing takes time to wait, and templates don't wait. */
export async function importValue(reference: string): Promise<void> {
  values.set(reference, await importString(reference));
}

/** Import a module of tags; `importedLibrary()` gives its library. */
export async function importLibrary(reference: string): Promise<void> {
  libraries.set(reference, libraryOf(await importModule(reference), reference));
}

/** @throws ImproperlyConfigured when `setup()` has not imported it */
export function importedValue(reference: string, what: string): unknown {
  if (!values.has(reference)) throw notLoaded(reference, what);
  return values.get(reference);
}

/** @throws ImproperlyConfigured when `setup()` has not imported it */
export function importedLibrary(reference: string): ReturnType<typeof libraryOf> {
  const library = libraries.get(reference);
  if (library === undefined) throw notLoaded(reference, 'tag library');
  return library;
}

function notLoaded(reference: string, what: string): ImproperlyConfigured {
  return new ImproperlyConfigured(
    `The ${what} '${reference}' of TEMPLATES is not loaded.`,
    'setup() loads it; call that first.',
  );
}
