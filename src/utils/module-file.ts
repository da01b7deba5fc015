import { statSync } from 'node:fs';
import path from 'node:path';

const ENDINGS = ['.ts', '.js', '.mts', '.mjs'];

/** The file that holds a module of a folder: `models.ts`, else `models.js`, else `models/index.ts`; undefined when there is none. */
export function moduleFile(folder: string, name: string): string | undefined {
  const base = path.join(folder, name);
  const candidates = [
    ...ENDINGS.map((end) => base + end),
    ...ENDINGS.map((end) => path.join(base, `index${end}`)),
  ];
  return candidates.find(isFile);
}

export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

export function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
