import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../command-error.ts';

const SKELETONS = fileURLToPath(new URL('../skeletons/', import.meta.url));

/** A file to be made: its path inside the target folder, and its text. */
export interface SkeletonFile {
  name: string;
  text: string;
}

/**
 * The files of a skeleton with their `{{ places }}` filled in. A folder called `name` takes the value of that place; `gitkeep.tpl` is
 * `.gitkeep` and `vscode/` is `.vscode/`, since packages may lose what is hidden.
 */
export function skeletonFiles(
  kind: 'project' | 'app',
  values: Readonly<Record<string, string>>,
): SkeletonFile[] {
  const home = path.join(SKELETONS, kind);
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tpl'))
    .sort()
    .map((file) => ({
      name: targetName(file, values),
      text: fill(readFileSync(path.join(home, file), 'utf8'), values),
    }));
}

function targetName(file: string, values: Readonly<Record<string, string>>): string {
  return file
    .replace(/\.tpl$/, '')
    .replace(/^name(?=[\\/])/, values['name']!)
    .replace(/^vscode(?=[\\/])/, '.vscode')
    .replace(/(^|[\\/])git(ignore|keep)$/, '$1.git$2');
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{ (\w+) \}\}/g, (place, name: string) => values[name] ?? place);
}

/**
 * Write the files into a folder that may hold others. Nothing is written when one of them exists already.
 * @throws CommandError that names the files in the way
 */
export function writeSkeleton(folder: string, files: readonly SkeletonFile[]): void {
  const inTheWay = files.filter(({ name }) => blocked(folder, name));
  if (inTheWay.length > 0) {
    throw new CommandError(
      `${inTheWay.map(({ name }) => path.join(folder, name)).join(', ')} already exists.`,
      "Overlaying a project or app into an existing folder won't replace files.",
    );
  }
  for (const { name, text } of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
}

/** Whether the file exists, or a file stands where one of its folders has to be. */
function blocked(folder: string, name: string): boolean {
  const file = path.join(folder, name);
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return true;
  for (let at = path.dirname(file); at.length >= folder.length; at = path.dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found !== undefined) return !found.isDirectory();
  }
  return false;
}
