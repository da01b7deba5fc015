import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ChoiceField, type ChoiceFieldOptions } from './choice-field.ts';

export interface FilePathFieldOptions extends Omit<ChoiceFieldOptions, 'choices'> {
  /** Folder whose entries can be chosen, absolute. */
  path: string;
  /** Only entries whose name matches. */
  match?: RegExp | string | null;
  /** Look into folders within the folder, too. */
  recursive?: boolean;
  allowFiles?: boolean;
  allowFolders?: boolean;
}

/** A file or folder of a folder on the server, as its full path. */
export class FilePathField<T = string> extends ChoiceField<T> {
  constructor(options: FilePathFieldOptions) {
    const found = entriesOf(options).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
    const none = options.required === false ? [['', '---------'] as const] : [];
    super({ ...options, choices: [...none, ...found] });
  }
}

type Entry = readonly [path: string, label: string];

function entriesOf(options: FilePathFieldOptions): Entry[] {
  const { path, match = null, recursive = false, allowFiles = true, allowFolders = false } = options;
  const pattern = match === null ? null : new RegExp(match);
  return readdirSync(path, { recursive, withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? allowFolders : allowFiles && entry.isFile()))
    .filter((entry) => pattern === null || pattern.test(entry.name))
    .map((entry): Entry => {
      const full = join(entry.parentPath, entry.name);
      return [full, recursive ? full.slice(path.length) : entry.name];
    });
}
