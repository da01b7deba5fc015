import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { loadModule } from './load-module.ts';
import { isFile, moduleFile } from './module-file.ts';
import { nearest } from './nearest.ts';
import { projectFolder } from './project-folder.ts';

type Module = Readonly<Record<string, unknown>>;

/** The folder of this package's modules: `src` or `dist`. */
const packageRoot = fileURLToPath(new URL('../', import.meta.url));

/**
 * Import a module that a setting names: `'jango/middleware/csrf'`, a file of the project (`'articles/middleware.ts'`, the ending
 * may be left out), else a package.
 * @throws ImproperlyConfigured when there is no such module
 */
export async function importModule(reference: string): Promise<Module> {
  const file = fileOf(reference);
  if (file !== undefined) return loadModule(file);
  try {
    return (await import(packageEntry(reference) ?? reference)) as Module;
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new ImproperlyConfigured(
      `There is no module '${reference}'.`,
      reference.startsWith('jango/')
        ? 'Jango has no module of this name.'
        : `It is neither a file below ${projectFolder()} nor an installed package.`,
      { cause },
    );
  }
}

/**
 * Import what a setting names: the default export of `'jango/middleware/csrf'`, or the export behind the `#` of
 * `'articles/middleware.ts#countVisits'`.
 * @throws ImproperlyConfigured when the module or the export is missing
 */
export async function importString(reference: string): Promise<unknown> {
  const [moduleName, exportName = 'default'] = reference.split('#', 2) as [string, string?];
  const module = await importModule(moduleName);
  if (exportName in module) return module[exportName];
  const near = nearest(exportName, Object.keys(module));
  throw new ImproperlyConfigured(
    exportName === 'default'
      ? `The module '${moduleName}' has no default export.`
      : `The module '${moduleName}' exports nothing called '${exportName}'.`,
    near === undefined
      ? `It exports: ${Object.keys(module).join(', ') || 'nothing'}. Name one behind a #.`
      : `Did you mean '${moduleName}#${near}'?`,
  );
}

function fileOf(reference: string): string | undefined {
  if (reference.startsWith('jango/')) {
    const base = path.join(packageRoot, reference.slice('jango/'.length));
    return moduleFile(path.dirname(base), path.basename(base));
  }
  const base = path.resolve(projectFolder(), reference);
  return isFile(base) ? base : moduleFile(path.dirname(base), path.basename(base));
}

/** Where the project has the package installed; undefined when only Jango's own resolution can find it. */
function packageEntry(reference: string): string | undefined {
  try {
    const found = createRequire(path.join(projectFolder(), 'package.json')).resolve(reference);
    return path.isAbsolute(found) ? pathToFileURL(found).href : found;
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
}
