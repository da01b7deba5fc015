import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import type vm from 'node:vm';
import { withOwnFlags } from '../young-process.ts';

/** Where V8's reading of one text is kept. */
export interface CodeCache {
  /** @returns undefined if there is none yet */
  read(): Buffer | undefined;
  writeAtExit(script: vm.Script): void;
}

/**
 * The cache of `node_modules/jango/dist/chunks/orm.code.js` is `node_modules/.cache/jango/code/orm-HASH-TAG`. The tag is V8's: of its
 * version, its flags and the processor. NODE_COMPILE_CACHE names another folder; NODE_DISABLE_COMPILE_CACHE=1 turns it off, as it does Node's own,
 * and NODE_V8_COVERAGE too, which would count wrong.
 */
export function cacheOf(file: string, hash: string): CodeCache | undefined {
  const folder = cacheFolder(file);
  if (folder === undefined) return undefined;
  const name = path.basename(file, '.code.js');
  const place = path.join(folder, `${name}-${hash}-${v8.cachedDataVersionTag().toString(36)}`);
  return {
    read: () => readIfThere(place),
    writeAtExit: (script) => atExit(() => write(place, script, `${name}-`, `${name}-${hash}-`)),
  };
}

/** Where code is kept that belongs to a file, by default to this one; undefined where that is turned off. */
export function cacheFolder(file: string = fileURLToPath(import.meta.url)): string | undefined {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE === '1' || NODE_V8_COVERAGE) return undefined;
  return NODE_COMPILE_CACHE ? path.join(NODE_COMPILE_CACHE, 'jango') : folderBeside(file);
}

const tasks: (() => void)[] = [];

/** Many listeners of one event look like a leak to Node. */
function atExit(task: () => void): void {
  if (tasks.push(task) > 1) return;
  process.once('exit', () => {
    for (const one of tasks) one();
  });
}

const ownRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** The nearest `node_modules` above the package, or its own where it is developed. */
function folderBeside(file: string): string {
  const installed = file.lastIndexOf(`${path.sep}node_modules${path.sep}`);
  const root = installed === -1 ? ownRoot : file.slice(0, installed);
  return path.join(root, 'node_modules/.cache/jango/code');
}

function readIfThere(place: string): Buffer | undefined {
  try {
    return readFileSync(place);
  } catch {
    return undefined;
  }
}

/**
 * Another process may read or write the same: it is there whole or not at all. A folder that cannot be written to has no cache. What other
 * texts of the same name left goes.
 */
function write(place: string, script: vm.Script, name: string, current: string): void {
  const folder = path.dirname(place);
  const draft = `${place}.${process.pid}.${performance.now()}`;
  try {
    mkdirSync(folder, { recursive: true });
    const data = withOwnFlags(() => script.createCachedData());
    writeFileSync(draft, data);
    renameSync(draft, place);
    for (const other of readdirSync(folder))
      if (other.startsWith(name) && !other.startsWith(current)) rmSync(path.join(folder, other));
  } catch {
    // As one without it: what was made of the text is made again.
  }
}
