import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { appLocaleFolders } from '../../utils/translation/locale-folders.ts';

/** The folders with catalogues that belong to the project: LOCALE_PATHS, `locale/` beside `manage.js`, those of its apps. */
export function projectLocaleFolders(): string[] {
  const own = path.join(settings.BASE_DIR, path.sep);
  const ofApps = appLocaleFolders().filter(
    (folder) => folder.startsWith(own) && !folder.includes(`${path.sep}node_modules${path.sep}`),
  );
  return [...new Set([...settings.LOCALE_PATHS, path.join(settings.BASE_DIR, 'locale'), ...ofApps])];
}

/** The `.po` files of a folder, those of some locales or all. */
export function catalogFiles(folder: string, locales: readonly string[] | undefined): string[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).filter((name) => locales === undefined || locales.includes(name));
  return found.sort().flatMap((locale) => {
    const messages = path.join(folder, locale, 'LC_MESSAGES');
    if (!existsSync(messages)) return [];
    const names = readdirSync(messages).filter((name) => name.endsWith('.po'));
    return names.sort().map((name) => path.join(messages, name));
  });
}
