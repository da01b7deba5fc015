import { readFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { settings } from '../conf/configure.ts';
import { setBundler, setImporter } from '../utils/load-module.ts';
import { isFolder } from '../utils/module-file.ts';
import { nameWrittenLines } from '../utils/typescript/written-lines.ts';
import { tuneYoungProcess } from '../utils/young-process.ts';

/**
 * Let this process import the `.ts` files of the project in a folder. Where Node strips types itself there is nothing to do; where it
 * doesn't they are compiled into a cache.
 */
export function enableTypeScript(folder: string): void {
  setBundler(async (files) => {
    const { bundleModules } = await import('../utils/typescript/bundle-modules.ts');
    return bundleModules(files, settings.BASE_DIR);
  });
  if (process.features.typescript) return;
  nameWrittenLines();
  const compiles = !hasAliases(folder);
  setImporter(async (file) => {
    const { importCompiled } = await import('../utils/typescript/import-compiled.ts');
    const loaded = compiles ? await importCompiled(file) : undefined;
    // What cannot be compiled is left to tsx, which says what is wrong with it.
    if (loaded === undefined && file.endsWith('ts')) await registerLoader({ wholeProject: !compiles });
    return loaded;
  });
}

let registered: Promise<void> | undefined;

/**
 * Let any `import` of this process take a `.ts` file, with tsx's loader. It asks another thread about every import there is.
 * @param options.wholeProject a project is about to be loaded, not only its settings
 */
export function registerLoader(options: { wholeProject: boolean }): Promise<void> {
  registered ??= (async () => {
    if (options.wholeProject) await import('./preload.ts');
    const { register } = await import('tsx/esm/api');
    register();
  })();
  return registered;
}

/** Whether the project's tsconfig.json names files by other names than their own, which tsx understands. */
function hasAliases(folder: string): boolean {
  try {
    const text = readFileSync(path.join(folder, 'tsconfig.json'), 'utf8');
    const paths = /"paths"\s*:\s*\{([^}]*)\}/.exec(text)?.[1] ?? '';
    return [...paths.matchAll(/"([^"]+)"\s*:/g)].some(([, name]) => !/^jango(?:\/|$)/.test(name!));
  } catch {
    return false;
  }
}

/** Make this process start fast and without noise: compiled code is cached where Node can, below `node_modules` of the folder. */
export function prepareProcess(folder: string, kind: 'command' | 'script'): void {
  silenceExperimentalWarnings();
  tuneYoungProcess(kind);
  const packages = path.join(folder, 'node_modules');
  // Node 22.1 has it; the floor hasn't.
  const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown };
  if (isFolder(packages)) enableCompileCache?.(path.join(packages, '.cache', 'jango'));
}

const QUIET = /^(Type Stripping|SQLite|Importing JSON) /i;

/** Node announces that type stripping and `node:sqlite` are young each time they are used; a user of Jango can't act on it. */
function silenceExperimentalWarnings(): void {
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    const name = typeof rest[0] === 'object' ? (rest[0] as { type?: string } | null)?.type : rest[0];
    if (name === 'ExperimentalWarning' && QUIET.test(String(warning))) return;
    emitWarning(warning, ...rest);
  };
}
