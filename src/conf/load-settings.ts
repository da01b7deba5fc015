import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { loadModule } from '../utils/load-module.ts';
import { isFile } from '../utils/module-file.ts';
import { nearest } from '../utils/nearest.ts';
import { configure } from './configure.ts';
import type { Settings } from './settings.ts';

/** The environment variable that names the settings file, from the project's folder: `firstpjt/settings.ts`. */
export const SETTINGS_VARIABLE = 'JANGO_SETTINGS_MODULE';

/**
 * Import the project's settings file and take its settings.
 * @param named the file, relative to `folder`; Django's dotted spelling (`firstpjt.settings`) works too
 * @throws ImproperlyConfigured when none is named, it isn't there, or it lacks a required setting
 * @throws ModuleLoadError when the file cannot be parsed or throws
 */
export async function loadSettings(
  named: string | undefined = process.env[SETTINGS_VARIABLE],
  folder: string = process.cwd(),
): Promise<void> {
  if (named === undefined || named === '') {
    throw new ImproperlyConfigured(
      'No settings file is named.',
      `Run the command through manage.js, or name the file: ${SETTINGS_VARIABLE}=mysite/settings.ts.`,
    );
  }
  const file = settingsFile(named, folder);
  const module = await loadModule(file);
  configure(settingsOf(module), path.relative(folder, file));
}

/** The absolute path of the settings file. */
function settingsFile(named: string, folder: string): string {
  const written = path.resolve(folder, named);
  if (isFile(written)) return written;
  const dotted = path.resolve(folder, `${named.replaceAll('.', '/')}.ts`);
  if (isFile(dotted)) return dotted;
  const near = nearest(named, settingsFilesIn(folder));
  throw new ImproperlyConfigured(
    `The settings file ${named} does not exist in ${folder}.`,
    near === undefined
      ? `Correct its name in manage.js or in ${SETTINGS_VARIABLE}.`
      : `Did you mean ${near}?`,
  );
}

function settingsFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isFile(path.join(folder, entry.name, 'settings.ts')))
    .map((entry) => `${entry.name}/settings.ts`);
}

/** Settings are one default export, single exports with names in capitals, or both. */
function settingsOf(module: Readonly<Record<string, unknown>>): Partial<Settings> {
  const { default: main, ...others } = module;
  const single = Object.fromEntries(
    Object.entries(others).filter(([name]) => /^[A-Z][A-Z0-9_]*$/.test(name)),
  );
  return { ...(main as Partial<Settings> | undefined), ...single };
}
