import fs from 'node:fs';
import path from 'node:path';
import { localeChanged } from '../locale/registry.ts';
import { localeSettings } from '../locale-settings.ts';

let appFolders: readonly string[] = [];

/** The `locale/` folders of the installed apps, in their order; the apps hand them over when they are known. */
export function setAppLocaleFolders(folders: readonly string[]): void {
  appFolders = folders;
  localeChanged();
}

export function appLocaleFolders(): readonly string[] {
  return appFolders;
}

/** The file with the texts of a locale below a folder: the compiled one, unless there is none or, in DEBUG, its source is newer. */
export function catalogFile(folder: string, locale: string): string | undefined {
  const base = path.join(folder, locale, 'LC_MESSAGES', 'django');
  const compiled = fs.statSync(`${base}.mo`, { throwIfNoEntry: false });
  if (compiled !== undefined && !localeSettings().DEBUG) return `${base}.mo`;
  const source = fs.statSync(`${base}.po`, { throwIfNoEntry: false });
  if (source !== undefined && (compiled === undefined || source.mtimeMs > compiled.mtimeMs))
    return `${base}.po`;
  return compiled === undefined ? undefined : `${base}.mo`;
}
