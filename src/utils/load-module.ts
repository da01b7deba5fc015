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
