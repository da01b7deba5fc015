import module from 'node:module';
import path from 'node:path';

/**
 * Let this process import `.ts` files: nothing to do where Node strips types itself, tsx's loader where it doesn't. Compiled code is
 * cached below `node_modules` of the project's folder on Nodes that can.
 */
export async function enableTypeScript(folder: string): Promise<void> {
  silenceExperimentalWarnings();
  // Node 22.1 has it; the floor hasn't.
  const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown };
  enableCompileCache?.(path.join(folder, 'node_modules', '.cache', 'jango'));
  if (process.features.typescript) return;
  const { register } = await import('tsx/esm/api');
  register();
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
