import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crypto } from '../builtins.ts';
import { isFolder } from '../module-file.ts';
import { ownManifest } from '../own-manifest.ts';

/**
 * TypeScript as JavaScript, kept below `node_modules/.cache` of its project. Its first line says what it was made of, so that a look at
 * the times of files is enough to know whether it still holds.
 */
export interface CompiledFile {
  /** Where it is. */
  readonly output: string;
  /** TypeScript files that it imports, absolute. */
  readonly imports: readonly string[];
}

/** Of the first line; another number when files are written differently. */
const FORMAT = 2;
const HEAD = '//jango ';

const known = new Map<string, string | undefined>();

/** The nearest `node_modules` at or above a folder: there names of packages mean what they mean in the folder. */
function packagesFolder(folder: string): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const packages = path.join(folder, 'node_modules');
  const parent = path.dirname(folder);
  const found = isFolder(packages) ? packages : parent === folder ? undefined : packagesFolder(parent);
  known.set(folder, found);
  return found;
}

/** A part of the place of every compiled file, as URLs write it. */
export const MODULES = '/node_modules/.cache/jango/modules/';

/** Where the JavaScript of a file is kept; undefined where there is no place for it. */
export function outputOf(file: string): string | undefined {
  const packages = packagesFolder(path.dirname(file));
  if (packages === undefined) return undefined;
  const inside = path.relative(path.dirname(packages), file);
  return path.join(path.dirname(packages), MODULES, `${inside}.mjs`);
}

let versions: string | undefined;

/** What has to be the same for compiled code to hold: the text of the files, as their times tell, how they were compiled, and by which Jango. */
export function stampOf(files: readonly string[]): string {
  versions ??= `${FORMAT} ${ownManifest().version} ${import.meta.url}`;
  return [versions, ...files.map((file) => `${file} ${timesOf(file)}`)].join('|');
}

function timesOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '-' : `${stat.mtimeMs} ${stat.size}`;
}

/** Code that is not imported but run. */
export interface CompiledScript extends CompiledFile {
  readonly code: string;
  /** Of the code. */
  readonly hash: string;
}

/** The compiled code, when there is one of this stamp. */
export function readCompiled(output: string, stamp: string): (CompiledFile & { code: string }) | undefined {
  let text: string;
  try {
    text = readFileSync(output, 'utf8');
  } catch {
    return undefined;
  }
  const end = text.indexOf('\n');
  if (!text.startsWith(HEAD) || end === -1) return undefined;
  const { stamp: of, ...head } = JSON.parse(text.slice(HEAD.length, end)) as Head;
  return of === stamp ? { ...head, output, code: text.slice(end + 1) } : undefined;
}

/** A script that `writeCompiled()` has kept. */
export function readScript(output: string, stamp: string): CompiledScript | undefined {
  return readCompiled(output, stamp) as CompiledScript | undefined;
}

interface Head {
  readonly stamp: string;
  readonly imports: readonly string[];
}

export function hashOf(text: string): string {
  return crypto().createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** Keep compiled code. */
export function writeCompiled(compiled: CompiledFile, stamp: string, code: string): void {
  const { output, ...head } = compiled;
  writeWhole(output, `${HEAD}${JSON.stringify({ ...head, stamp })}\n${code}`);
}

/** A process beside this one sees the old file or the new one, never a half. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
