import path from 'node:path';

/** Whether a file is in a folder or below: a name with `..` must not lead out of it. */
export function isInside(file: string, folder: string): boolean {
  const base = path.resolve(folder);
  return file.startsWith(base.endsWith(path.sep) ? base : base + path.sep);
}
