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
 * Load a merged file of `dist/chunks/` (scripts/lib/chunk-code.mjs writes it). What V8 makes of its text is kept when the process ends, with all
 * functions that ran, so that the next process need not read it again. (docs/decisions/0016)
 *
 * @param url of the text: `orm.code.js`
 * @param hash of the text
 */
export function loadChunk(url: URL, hash: string): Chunk {
  const file = fileURLToPath(url);
  // The build writes ASCII.
  const text = readFileSync(file, 'latin1');
  if (vm.runInThisContext('Object') !== Object) return inItsOwnContext(text);
  return withOwnFlags(() => {
    const cache = cacheOf(file, hash);
    const cachedData = cache?.read();
    const script = new vm.Script(text, { filename: file, ...(cachedData && { cachedData }) });
    if (cachedData === undefined || script.cachedDataRejected) cache?.writeAtExit(script);
    return script.runInThisContext() as Chunk;
  });
}

/** Some runners of tests give each file globals of its own (`node:vm`): arrays that are made here have to be arrays there. */
function inItsOwnContext(text: string): Chunk {
  return new Function(`return ${text}`)() as Chunk;
}
