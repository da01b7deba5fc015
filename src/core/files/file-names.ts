import path from 'node:path';
import { SuspiciousFileOperation } from '../errors/requests.ts';

/**
 * A name that any file system and any URL takes: `"john's portrait in 2004.jpg"` is `'johns_portrait_in_2004.jpg'`.
 * @throws SuspiciousFileOperation when nothing is left of it
 */
export function getValidFilename(name: string): string {
  const valid = name
    .trim()
    .replaceAll(' ', '_')
    .replace(/[^-\p{L}\p{N}_.]/gu, '');
  if (valid !== '' && valid !== '.' && valid !== '..') return valid;
  throw new SuspiciousFileOperation(`Could not derive file name from '${name}'.`);
}

/**
 * Refuse a name that would lead out of its folder.
 * @param options.allowRelativePath accept folders in it: `'2024/photo.jpg'`
 * @throws SuspiciousFileOperation
 */
export function validateFileName(name: string, options: { allowRelativePath?: boolean } = {}): string {
  const unified = name.replaceAll('\\', '/');
  const base = unified.slice(unified.lastIndexOf('/') + 1);
  if (base === '' || base === '.' || base === '..' || name.includes('\0')) {
    throw new SuspiciousFileOperation(`Could not derive file name from '${name}'.`);
  }
  const leavesFolder = path.posix.isAbsolute(unified) || unified.split('/').includes('..');
  if (options.allowRelativePath ? leavesFolder : unified !== base) {
    throw new SuspiciousFileOperation(
      options.allowRelativePath
        ? `Detected path traversal attempt in '${name}'.`
        : `File name '${name}' includes path elements.`,
    );
  }
  return name;
}

/**
 * Join names below a folder.
 * @throws SuspiciousFileOperation when the result is not inside of it
 */
export function safeJoin(folder: string, ...names: string[]): string {
  if (names.some((name) => name.includes('\0'))) {
    throw new SuspiciousFileOperation('A path cannot hold a NUL character.');
  }
  const base = path.resolve(folder);
  const joined = path.resolve(base, ...names);
  const inside = joined === base || joined.startsWith(base.endsWith(path.sep) ? base : base + path.sep);
  if (inside) return joined;
  throw new SuspiciousFileOperation(
    `The joined path (${joined}) is located outside of the base path component (${base}).`,
  );
}
