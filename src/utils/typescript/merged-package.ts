import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder } from '../code-cache/cache-of.ts';
import { runCached } from '../code-cache/load-chunk.ts';
import { type CompiledScript, hashOf, readScript, stampOf, writeCompiled } from './compiled-file.ts';
import { loadEsbuild, PLAIN } from './esbuild.ts';

const require = createRequire(import.meta.url);

/**
 * What a package of many CommonJS files exports, as `require(name)` gives it, but in a copy of its own: the files are merged into one script, which
 * is kept with what V8 made of it until another version is installed.
 * @param external what the package requires and is not merged
 * @returns undefined where nothing can be kept
 * @throws Error as `require()` does when there is no such package
 */
export function mergedPackage(name: string, external: readonly string[]): unknown {
  const manifest = require.resolve(`${name}/package.json`);
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const output = path.join(folder, `${name}.code.js`);
  const stamp = stampOf([manifest]);
  try {
    const { hash, code } = readScript(output, stamp) ?? merge(name, external, output, stamp);
    return runCached(output, hash, code)(createRequire(manifest) as never)['exports'];
  } catch {
    return undefined;
  }
}

/** @throws Error also where it could not be kept: merging takes longer than it saves once */
function merge(name: string, external: readonly string[], output: string, stamp: string): CompiledScript {
  mkdirSync(path.dirname(output), { recursive: true });
  accessSync(path.dirname(output), constants.W_OK);
  const { outputFiles } = loadEsbuild().buildSync({
    ...PLAIN,
    entryPoints: [require.resolve(name)],
    format: 'cjs',
    bundle: true,
    write: false,
    external,
    sourcemap: false,
    charset: 'ascii',
  });
  const code = `(function (require) {\nconst module = { exports: {} };\n${outputFiles[0]!.text}\nreturn module;\n})`;
  const head = { output, imports: [], hash: hashOf(code) };
  writeCompiled(head, stamp, code);
  return { ...head, code };
}
