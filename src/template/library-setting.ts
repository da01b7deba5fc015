import type { TemplateOptions } from '../conf/template-settings.ts';
import { loadableLibraries } from './builtins.ts';
import { importedLibrary } from './imported.ts';
import type { Library } from './library.ts';

/** A library, or its name in a setting: `'static'`, Django's `'django.templatetags.static'`, a module of the project. */
export type LibraryReference = string | Library;

function ownLibrary(reference: string): Library | undefined {
  return loadableLibraries.get(
    reference.replace(/^django\.(?:templatetags|contrib\.\w+\.templatetags)\.(\w+)$/, '$1'),
  );
}

/** @throws ImproperlyConfigured when it has not been imported */
export function findLibrary(entry: LibraryReference): Library {
  return typeof entry === 'string' ? (ownLibrary(entry) ?? importedLibrary(entry)) : entry;
}

/** Names in `libraries` and `builtins` that have to be imported. */
export function libraryReferences({ libraries = {}, builtins = [] }: TemplateOptions): string[] {
  return [...Object.values(libraries), ...builtins]
    .filter((entry) => typeof entry === 'string')
    .filter((entry) => ownLibrary(entry) === undefined);
}
