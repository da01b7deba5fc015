import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isFile } from '../../../utils/module-file.ts';

/** Holds the name of an app's last migration, so that two branches that both add one meet in a git conflict. */
export const MAX_MIGRATION = 'max_migration.txt';

/** What the file says. After a merge that git could not finish it names two. */
export type MaxMigration =
  | { readonly kind: 'missing' }
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'conflict'; readonly ours: string; readonly theirs: string }
  | { readonly kind: 'unreadable' };

export function readMaxMigration(folder: string): MaxMigration {
  const file = path.join(folder, MAX_MIGRATION);
  return isFile(file) ? parseMaxMigration(readFileSync(file, 'utf8')) : { kind: 'missing' };
}

export function writeMaxMigration(folder: string, name: string): void {
  writeFileSync(path.join(folder, MAX_MIGRATION), `${name}\n`);
}

/** Names between git's marks: ours above, theirs below; what was there before (of diff3) is passed over. */
export function parseMaxMigration(text: string): MaxMigration {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 1 && /^\w+$/.test(lines[0]!.trim())) return { kind: 'one', name: lines[0]!.trim() };
  const conflict = /^<{7}.*\n(\w+)\n(?:\|{7}.*\n\w*\n)?={7}\n(\w+)\n>{7}/.exec(lines.join('\n'));
  if (conflict === null) return { kind: 'unreadable' };
  return { kind: 'conflict', ours: conflict[1]!, theirs: conflict[2]! };
}
