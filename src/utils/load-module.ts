import { pathToFileURL } from 'node:url';
import { ModuleLoadError } from '../core/errors/module-load-error.ts';

/**
 * Import a file by its absolute path.
 * @throws ModuleLoadError that says which file and line, when it cannot be parsed or throws.
 */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await importer?.(file)) ?? (await import(pathToFileURL(file).href));
  } catch (error) {
    throw error instanceof ModuleLoadError ? error : new ModuleLoadError(file, error);
  }
}

type Module = Readonly<Record<string, unknown>>;
type Importer = (file: string) => Promise<Module | undefined>;
type Bundler = (files: readonly string[]) => Promise<ReadonlyMap<string, Module>>;

let importer: Importer | undefined;
let bundler: Bundler | undefined;

/** Told where Node itself cannot import a file; it gives undefined for one that is imported as it is. */
export function setImporter(importFile: Importer): void {
  importer = importFile;
}

/** Fewer files than this are not worth it. */
const MANY = 20;

/** Imports many files as one, since each costs much: those that it leaves out are imported as they are. */
export function setBundler(bundle: Bundler): void {
  bundler = bundle;
}

/** Import files, for their default exports, by their absolute paths, in this order. @throws ModuleLoadError as `loadModule()` does */
export async function loadModules(files: readonly string[]): Promise<Module[]> {
  const typed = files.filter((file) => file.endsWith('.ts'));
  const bundled = typed.length < MANY ? undefined : await bundler?.(typed);
  return Promise.all(files.map((file) => bundled?.get(file) ?? loadModule(file)));
}
