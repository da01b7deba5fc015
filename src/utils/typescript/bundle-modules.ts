import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCached } from '../code-cache/load-chunk.ts';
import { isFolder } from '../module-file.ts';
import {
  type CompiledScript,
  hashOf,
  outputOf,
  readScript,
  stampOf,
  writeCompiled,
  writeWhole,
} from './compiled-file.ts';
import { loadEsbuild, PLAIN } from './esbuild.ts';
import { makeReady } from './import-compiled.ts';

/** Files with one of these depend on their place, or have code whose lines an error would name. */
const STAYS = /\bimport\.meta\b|\bimport\s*\(|=>|\bfunction\b|\bclass\b/;

/** A script of many files. */
interface Bundle extends CompiledScript {
  /** The module that imports what the files import, and exports it in this order as `given`. */
  readonly given: string;
}

/**
 * Import the default exports of many small TypeScript files as one script, which is kept below `node_modules/.cache` until one of them
 * changes, with what V8 made of it: finding, compiling and linking a module takes longer than running it. What they import stays outside,
 * and is the same module as everywhere.
 * @returns by file; none for files that have to stay by themselves, and none at all when there is a mistake in one of them: importing
 *   them one by one tells which
 */
export async function bundleModules(
  files: readonly string[],
  baseDir: string,
): Promise<Map<string, { readonly default: unknown }>> {
  const packages = path.join(baseDir, 'node_modules');
  if (!isFolder(packages)) return new Map();
  const folder = path.join(packages, '.cache', 'jango');
  // As many other files have another stamp.
  const output = path.join(folder, `bundle-${files.length}.code.js`);
  const stamp = stampOf(files);
  try {
    const bundle =
      (readScript(output, stamp) as Bundle | undefined) ?? (await makeBundle(files, output, stamp));
    if (!process.features.typescript && !(await makeReady(bundle.imports))) return new Map();
    const { given } = (await import(pathToFileURL(path.join(folder, bundle.given)).href)) as {
      given: never[];
    };
    const all = runCached(output, bundle.hash, bundle.code)(...given);
    const found = files.map((file, i) => [file, { default: all[`m${i}`] }] as const);
    return new Map(found.filter(([, module]) => module.default !== undefined));
  } catch {
    return new Map();
  }
}

/** @throws Error when there is a mistake in one of the files */
async function makeBundle(files: readonly string[], output: string, stamp: string): Promise<Bundle> {
  const { moduleAsFunction } = await import('./module-as-function.ts');
  const imports = new Set<string>();
  const contents = files.map((file, i) =>
    STAYS.test(readFileSync(file, 'utf8')) ? '' : `export { default as m${i} } from ${JSON.stringify(file)};`,
  );
  const { outputFiles } = await loadEsbuild().build({
    ...PLAIN,
    stdin: { contents: contents.join('\n'), resolveDir: path.dirname(files[0] ?? '.') },
    bundle: true,
    write: false,
    outfile: output,
    packages: 'external',
    sourcemap: false,
    charset: 'ascii',
    plugins: [outside(new Set(files), imports)],
  });
  const { text, imports: modules } = await moduleAsFunction(outputFiles[0]!.text);
  const given = `given-${hashOf(modules.join('\n'))}.mjs`;
  writeWhole(path.join(path.dirname(output), given), moduleOf(modules));
  const head = { output, imports: [...imports], hash: hashOf(text), given };
  writeCompiled(head, stamp, text);
  return { ...head, code: text };
}

function moduleOf(modules: readonly string[]): string {
  const imported = modules.map((name, i) => `import * as $${i} from ${JSON.stringify(name)};\n`).join('');
  return `${imported}export const given = [${modules.map((_, i) => `$${i}`).join(', ')}];\n`;
}

/** Leaves what the files import where it is, compiled where that is needed. */
function outside(inside: ReadonlySet<string>, imports: Set<string>) {
  return {
    name: 'outside',
    setup(build: { onResolve(filter: object, resolve: (asked: Asked) => object | undefined): void }): void {
      build.onResolve({ filter: /^\.\.?\// }, ({ path: asked, resolveDir }) => {
        const file = path.resolve(resolveDir, asked);
        if (inside.has(file)) return undefined;
        const output = process.features.typescript || !/\.m?ts$/.test(file) ? undefined : outputOf(file);
        if (output !== undefined) imports.add(file);
        return { path: pathToFileURL(output ?? file).href, external: true };
      });
    },
  };
}

interface Asked {
  readonly path: string;
  readonly resolveDir: string;
}
