import { isConfigured } from '../conf/configure.ts';
import { loadSettings, SETTINGS_VARIABLE } from '../conf/load-settings.ts';
import { enableTypeScript } from './typescript.ts';

/** `--settings mysite/settings.ts` goes before the variable of the environment, for this process and those it starts. */
export function nameSettings(argv: readonly string[]): void {
  const at = argv.findIndex((word) => word === '--settings' || word.startsWith('--settings='));
  if (at === -1) return;
  const word = argv[at]!;
  const file = word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
  if (file !== undefined) process.env[SETTINGS_VARIABLE] = file;
}

/**
 * Load the settings.
 * @returns why that failed, for those that cannot do without them
 */
export async function settingsProblem(folder: string): Promise<unknown> {
  if (isConfigured()) return undefined;
  try {
    if (process.env[SETTINGS_VARIABLE] !== undefined) enableTypeScript(folder);
    await loadSettings(undefined, folder);
    return undefined;
  } catch (error) {
    return error;
  }
}
