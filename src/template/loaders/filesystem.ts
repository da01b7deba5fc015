import fs from 'node:fs';
import path from 'node:path';
import type { Origin } from '../origin.ts';
import type { Loader } from './loader.ts';
import { isInside } from './safe-join.ts';

/** Templates in folders, the first folder first. */
export class FilesystemLoader implements Loader {
  readonly name: string = 'filesystem';
  readonly #folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  folders(): readonly string[] {
    return this.#folders;
  }

  origins(templateName: string): Origin[] {
    const origins: Origin[] = [];
    if (templateName.includes('\0')) return origins;
    for (const folder of this.folders()) {
      const file = path.resolve(folder, templateName);
      if (isInside(file, folder)) origins.push({ name: file, templateName, loaderName: this.name });
    }
    return origins;
  }

  read(origin: Origin): string | undefined {
    try {
      return fs.readFileSync(origin.name, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  /** Time and size of the file. */
  version(origin: Origin): string | undefined {
    const stat = fs.statSync(origin.name, { throwIfNoEntry: false });
    return stat === undefined ? undefined : `${stat.mtimeMs}:${stat.size}`;
  }

  names(): string[] {
    return this.folders().flatMap(filesBelow);
  }
}

function filesBelow(folder: string): string[] {
  try {
    const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}
