import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { appFolder } from '../apps/app-folder.ts';
import { isConfigured, settings } from '../conf/configure.ts';
import { isFolder, moduleFile } from '../utils/module-file.ts';

const OWN = fileURLToPath(new URL('./commands/', import.meta.url));

/** Commands of one app, or of Jango itself. */
export interface CommandGroup {
  /** `'jango'`, or the app's entry in `INSTALLED_APPS`. */
  app: string;
  folder: string;
  names: readonly string[];
}

/** Every command by where it comes from, Jango's own first; those of apps only once settings are loaded. */
export function commandGroups(): CommandGroup[] {
  return commandFolders()
    .map(({ app, folder }) => ({ app, folder, names: namesIn(folder) }))
    .filter(({ names }) => names.length > 0);
}

/** The file of a command; an app's command goes before one of Jango's with the same name. Nothing is imported. */
export function findCommand(name: string): string | undefined {
  if (!/^[\w-]{1,200}$/.test(name)) return undefined;
  const [own, ...apps] = commandFolders();
  for (const { folder } of [...apps, own!]) {
    const file = moduleFile(folder, name);
    if (file !== undefined) return file;
  }
  return undefined;
}

function commandFolders(): { app: string; folder: string }[] {
  const installed = isConfigured() ? settings.INSTALLED_APPS : [];
  return [
    { app: 'jango', folder: OWN },
    ...installed.flatMap((app) => {
      const home = tryAppFolder(app);
      return home === undefined ? [] : [{ app, folder: path.join(home, 'management', 'commands') }];
    }),
  ];
}

/** An entry that leads nowhere is reported by `setup()`; looking for commands isn't the place. */
function tryAppFolder(app: string): string | undefined {
  try {
    return appFolder(app, settings.BASE_DIR);
  } catch {
    return undefined;
  }
}

/** `migrate.ts` is `migrate`; declarations and files that start with an underscore are no commands. */
function namesIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[a-z][\w-]*\.[cm]?[jt]s$/i.test(file) && !/\.(d|test)\.[cm]?ts$/.test(file))
    .map((file) => file.slice(0, file.indexOf('.')))
    .sort();
}
