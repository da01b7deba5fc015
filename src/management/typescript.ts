import module from 'node:module';
import path from 'node:path';
import { settings } from '../conf/configure.ts';
import { setBundler } from '../utils/load-module.ts';
import { isFolder } from '../utils/module-file.ts';

/**
 * Let this process import `.ts` files: nothing to do where Node strips types itself, tsx's loader where it doesn't.
 * @param options.wholeProject a project is about to be loaded, not only its settings
 */
export async function enableTypeScript(options: { wholeProject: boolean }): Promise<void> {
  if (process.features.typescript) return;
  if (options.wholeProject) await import('./preload.ts');
  const { register } = await import('tsx/esm/api');
  register();
  setBundler(async (files) => {
    const { bundleModules } = await import('../utils/bundle-modules.ts');
    return bundleModules(files, settings.BASE_DIR);
  });
}

/** Make this process start fast and without noise: compiled code is cached where Node can, below `node_modules` of the folder. */
export function prepareProcess(folder: string): void {
  silenceExperimentalWarnings();
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
