import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import { SuspiciousFileOperation } from '../../core/errors/requests.ts';
import { safeJoin } from '../../core/files/file-names.ts';

/** A static file: the name that follows STATIC_URL, and where it is. */
export interface StaticFile {
  name: string;
  file: string;
}

/** The folders that hold static files, first come first served: STATICFILES_DIRS, then `static/` of each installed app. */
export function staticFolders(): string[] {
  const own = apps.getAppConfigs().map((config) => path.join(config.path, 'static'));
  return [...settings.STATICFILES_DIRS, ...own].filter((folder) => existsSync(folder));
}

/** Where a static file is: `find('admin/admin.css')`. @returns undefined when no folder has it, or the name leads out of them */
export function find(name: string): string | undefined {
  return findAll(name)[0];
}

/** Every place that has a file of this name; the first is the one that is served. */
export function findAll(name: string): string[] {
  return staticFolders().flatMap((folder) => {
    const file = joined(folder, name);
    return file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile() ? [file] : [];
  });
}

function joined(folder: string, name: string): string | undefined {
  try {
    return safeJoin(folder, name);
  } catch (error) {
    if (error instanceof SuspiciousFileOperation) return undefined;
    throw error;
  }
}

/** Hidden files and what editors leave behind. */
const IGNORED = /(^|\/)(\.|CVS(\/|$))|~$/;

/** All static files; of those with the same name the one that is served. */
export function listStaticFiles(): StaticFile[] {
  const files = new Map<string, StaticFile>();
  for (const folder of staticFolders()) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const name = entry.replaceAll(path.sep, '/');
      const file = path.join(folder, entry);
      if (files.has(name) || IGNORED.test(name) || !statSync(file).isFile()) continue;
      files.set(name, { name, file });
    }
  }
  return [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
