import { pathToFileURL } from 'node:url';
import { ModuleLoadError } from '../core/errors/module-load-error.ts';

/**
 * Import a file by its absolute path.
 * @throws ModuleLoadError that says which file and line, when it cannot be parsed or throws.
 */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw error instanceof ModuleLoadError ? error : new ModuleLoadError(file, error);
  }
}

type Module = Readonly<Record<string, unknown>>;
type Bundler = (files: readonly string[]) => Promise<ReadonlyMap<string, Module>>;

let bundler: Bundler | undefined;

/** Fewer files than this are not worth it. */
const MANY = 20;

/** Told where a loader costs much for each file: imports many of them as one. Those that it leaves out are imported as they are. */
export function setBundler(bundle: Bundler): void {
  bundler = bundle;
}

/** Import files by their absolute paths, in this order. @throws ModuleLoadError as `loadModule()` does */
export async function loadModules(files: readonly string[]): Promise<Module[]> {
  const typed = files.filter((file) => file.endsWith('.ts'));
  const bundled = typed.length < MANY ? undefined : await bundler?.(typed);
  return Promise.all(files.map((file) => bundled?.get(file) ?? loadModule(file)));
}
