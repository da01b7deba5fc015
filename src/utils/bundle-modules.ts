import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isFile, isFolder } from './module-file.ts';

type Module = Readonly<Record<string, unknown>>;

/** The part of esbuild that is used; it comes with tsx. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: readonly { readonly text: string }[] }>;
}

/** Files with one of these have to stay where they are. */
const PLACE_BOUND = /\bimport\.meta\b|\bimport\s*\(/;

/**
 * Import many small TypeScript files as one, which is kept below `node_modules/.cache` until one of them changes: with tsx's loader each
 * file costs a talk with another thread. What they import stays outside, and is the same module as everywhere.
 * @returns the modules by file; none for files that depend on their place, or when a file cannot be parsed: those are imported one by one,
 *   which tells what is wrong with them
 */
export async function bundleModules(files: readonly string[], baseDir: string): Promise<Map<string, Module>> {
  const packages = path.join(baseDir, 'node_modules');
  if (!isFolder(packages)) return new Map();
  const texts = files.map((file) => [file, readFileSync(file, 'utf8')] as const);
  const movable = texts.filter(([, text]) => !PLACE_BOUND.test(text));
  const key = createHash('sha1').update(JSON.stringify(movable)).digest('hex').slice(0, 16);
  const folder = path.join(packages, '.cache', 'jango');
  const bundle = path.join(folder, `bundle-${key}.mjs`);
  const names = movable.map(([file]) => file);
  if (!isFile(bundle)) {
    const text = await bundled(names);
    if (text === undefined) return new Map();
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder)) if (old.startsWith('bundle-')) rmSync(path.join(folder, old));
    writeFileSync(bundle, text);
  }
  const modules = (await import(pathToFileURL(bundle).href)) as Readonly<Record<string, Module>>;
  return new Map(names.map((file, i) => [file, modules[`m${i}`]!]));
}

/** The text of the bundle; undefined when there is a mistake in one of the files. */
async function bundled(files: readonly string[]): Promise<string | undefined> {
  const { build } = loadEsbuild();
  try {
    const { outputFiles } = await build({
      stdin: {
        contents: files.map((file, i) => `export * as m${i} from ${JSON.stringify(file)};`).join('\n'),
        resolveDir: path.dirname(files[0] ?? '.'),
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      keepNames: true,
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      tsconfigRaw: '{}',
      plugins: [outside(new Set(files))],
    });
    return outputFiles[0]!.text;
  } catch {
    // Importing the files one by one finds the mistake again, and says where it is.
    return undefined;
  }
}

/** Leaves what the files import where it is. */
function outside(inside: ReadonlySet<string>) {
  return {
    name: 'outside',
    setup(build: { onResolve(filter: object, resolve: (asked: Asked) => object | undefined): void }): void {
      build.onResolve({ filter: /^\.\.?\// }, ({ path: asked, resolveDir }) => {
        const file = path.resolve(resolveDir, asked);
        return inside.has(file) ? undefined : { path: pathToFileURL(file).href, external: true };
      });
    },
  };
}

interface Asked {
  readonly path: string;
  readonly resolveDir: string;
}

function loadEsbuild(): Esbuild {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return createRequire(tsx)('esbuild') as Esbuild;
}
