import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { withOwnFlags } from '../young-process.ts';
import { cacheOf } from './cache-of.ts';

/** What a merged file is: a function of its place, of `import()` there and of what it imports, which gives what it exports. */
type Chunk = (
  url: string,
  load: (name: string) => Promise<object>,
  ...imported: readonly object[]
) => Readonly<Record<string, unknown>>;

/**
 * Load a merged file of `dist/chunks/` (scripts/lib/chunk-code.mjs writes it).
 *
 * @param url of the text: `orm.code.js`
 * @param hash of the text
 */
export function loadChunk(url: URL, hash: string): Chunk {
  const file = fileURLToPath(url);
  // The build writes ASCII.
  return runCached(file, hash, readFileSync(file, 'latin1')) as Chunk;
}

type AnyFunction = (...given: readonly never[]) => Readonly<Record<string, unknown>>;

/**
 * The function that a text is. What V8 makes of it is kept when the process ends, with all functions that ran, so that the next process
 * need not read it again. (docs/decisions/0016)
 *
 * @param file where the text is, `NAME.code.js`: the cache has its name
 * @param hash of the text
 */
export function runCached(file: string, hash: string, text: string): AnyFunction {
  if (vm.runInThisContext('Object') !== Object) return inItsOwnContext(text);
  return withOwnFlags(() => {
    const cache = cacheOf(file, hash);
    const cachedData = cache?.read();
    const script = new vm.Script(text, { filename: file, ...(cachedData && { cachedData }) });
    if (cachedData === undefined || script.cachedDataRejected) cache?.writeAtExit(script);
    return script.runInThisContext() as AnyFunction;
  });
}

/** Some runners of tests give each file globals of its own (`node:vm`): arrays that are made here have to be arrays there. */
function inItsOwnContext(text: string): AnyFunction {
  return new Function(`return ${text}`)() as AnyFunction;
}
