import fs from 'node:fs';
import path from 'node:path';
import { decodeBytes } from '../../utils/text-encoding.ts';
import { Origin } from '../origin.ts';
import type { Loader } from './loader.ts';
import { isInside } from './safe-join.ts';

/** Templates in folders, the first folder first. */
export class FilesystemLoader implements Loader {
  readonly name: string = 'filesystem';
  readonly #folders: readonly string[];
  readonly #charset: string;

  /** @param charset how the files are encoded; UTF-8 unless given */
  constructor(folders: readonly string[], charset = 'utf-8') {
    this.#folders = folders;
    this.#charset = charset;
  }

  folders(): readonly string[] {
    return this.#folders;
  }

  /** A place in each folder; none where the name leads out of it. */
  getTemplateSources(templateName: string): Origin[] {
    const origins: Origin[] = [];
    if (templateName.includes('\0')) return origins;
    for (const folder of this.folders()) {
      const file = path.resolve(folder, templateName);
      if (isInside(file, folder)) origins.push(new Origin(file, templateName, this));
    }
    return origins;
  }

  getContents(origin: Origin): string | undefined {
    try {
      return decodeBytes(fs.readFileSync(origin.name), this.#charset);
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
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}
