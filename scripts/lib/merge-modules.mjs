// A project needs some 800 small modules before it can answer, and finding and linking each takes longer than running it. This puts those
// that belong together into a few files of `dist/chunks/`; what they were stays as a file of a few lines that exports the same names, so
// every path into `dist/` works as before, and each module exists once.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { rollup } from 'rollup';
import { facadeIn, splitChunk, URL_NAME, withBuiltinsAtHand } from './chunk-code.mjs';
import { isPackageMerged, mergePackages } from './merge-packages.mjs';

/** What is merged: everything that is imported, at load time, by these modules. A module goes to the first of the files that wants it. */
const CHUNKS = {
  load: ['utils/code-cache/load-chunk.js'],
  // The command line as far as it needs no project, and what brings the project's files.
  base: [
    'conf/index.js',
    'core/errors/index.js',
    'management/index.js',
    'management/run-named.js',
    'setup.js',
    'utils/typescript/bundle-modules.js',
    'utils/typescript/import-compiled.js',
  ],
  // Models and queries: all that migrations need of the framework.
  orm: ['db/index.js', 'db/models/register-exports.js', 'db/models/runtime.js'],
  // What every site loads.
  main: [
    'forms/index.js',
    'handlers/index.js',
    'http/index.js',
    'middleware/index.js',
    'shortcuts.js',
    'template/index.js',
    'template/load-libraries.js',
    'urls/index.js',
    'views/index.js',
  ],
  // The apps of a new project.
  contrib: [
    'contrib/auth/apps.js',
    'contrib/auth/index.js',
    'contrib/auth/models.js',
    'contrib/contenttypes/index.js',
    'contrib/messages/index.js',
    'contrib/sessions/index.js',
    'contrib/staticfiles/index.js',
  ],
  admin: ['contrib/admin/apps.js', 'contrib/admin/index.js', 'contrib/admin/models.js'],
  migrations: [
    'db/migrations/index.js',
    'db/migrations/questioner/interactive.js',
    'db/migrations/questioner/silent.js',
    'db/migrations/record-model.js',
    'db/migrations/with-lock.js',
    'management/commands/makemigrations.js',
    'management/commands/migrate.js',
    'management/migrations/choose-questioner.js',
    'management/migrations/emit-signals.js',
    'management/migrations/piped-questioner.js',
    'management/migrations/print-progress.js',
    'management/migrations/resolve-targets.js',
    'management/migrations/sync-apps.js',
  ],
  // What nearly every command begins with.
  checks: ['management/check-project.js', 'db/models/checks/all-models.js'],
};

/** The one that loads the others. */
const LOADER = 'load';

/** `this` at the top of a module is in what tsc puts around `import(name)`. */
const HARMLESS = new Set(['CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED']);

/** Merge the modules of a compiled `dist` in place. @returns how many modules each chunk took in */
export async function mergeModules(dist) {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  const bundle = await rollup({
    input: Object.fromEntries(files.map((file) => [withoutEnding(file), path.join(dist, file)])),
    external: (id) =>
      !id.startsWith('.') && !id.startsWith('\0') && !path.isAbsolute(id) && !isPackageMerged(id),
    treeshake: false,
    preserveEntrySignatures: 'strict',
    plugins: [
      mergePackages(),
      {
        name: 'jango',
        resolveImportMeta: (property, place) => importMeta(dist, property, place),
        renderChunk(code, { fileName }) {
          const text = inAscii(namesOf(code) + withoutBareImports(code));
          return { code: fileName === `chunks/${LOADER}.js` ? withBuiltinsAtHand(text) : text, map: null };
        },
        generateBundle(_, files) {
          const facadeOf = (asked) => mergedFacade(files, asked);
          for (const file of Object.values(files).filter(({ fileName }) => isMerged(fileName))) {
            const { module, code } = splitChunk(file.name, file.code, facadeOf);
            file.code = module;
            this.emitFile({ type: 'asset', fileName: `chunks/${file.name}.code.js`, source: code });
          }
        },
      },
    ],
    onwarn: (warning) => {
      if (!HARMLESS.has(warning.code)) throw new Error(warning.message);
    },
  });
  const sizes = {};
  let chunkOf;
  await bundle.write({
    dir: dist,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    hoistTransitiveImports: false,
    minifyInternalExports: false,
    manualChunks: (id, { getModuleInfo }) => {
      chunkOf ??= assignChunks(dist, getModuleInfo);
      const chunk = chunkOf.get(id);
      if (chunk !== undefined) sizes[chunk] = (sizes[chunk] ?? 0) + 1;
      return chunk;
    },
  });
  await bundle.close();
  return sizes;
}

/** Rollup makes other files beside the chunks, for what several modules have in common. */
function isMerged(file) {
  const { dir, name } = path.parse(file);
  return dir === 'chunks' && name in CHUNKS && name !== LOADER;
}

/** Modules of Node that a module names without taking anything from them: they do nothing. */
function withoutBareImports(code) {
  return code.replace(/^import 'node:[\w/]+';\n/gm, '');
}

/** What a module that a merged file imports by `import('../db/router.js')` hands on of another merged file. */
function mergedFacade(files, asked) {
  const module = typeof asked === 'string' ? files[path.posix.join('chunks', asked)] : undefined;
  const facade = module === undefined ? undefined : facadeIn(module.code);
  if (facade === undefined) return undefined;
  const file = path.posix.join(path.posix.dirname(module.fileName), facade.from);
  return isMerged(file) ? { ...facade, from: `./${path.posix.basename(file)}` } : undefined;
}

/** What each chunk's modules import when they are loaded goes into it, unless an earlier chunk has it. */
function assignChunks(dist, getModuleInfo) {
  const chunkOf = new Map();
  for (const [chunk, starts] of Object.entries(CHUNKS)) {
    const queue = starts.map((file) => path.join(dist, file));
    for (const id of queue) {
      const info = getModuleInfo(id);
      if (info === null || info.isExternal || chunkOf.has(id)) continue;
      chunkOf.set(id, chunk);
      queue.push(...info.importedIds);
    }
  }
  return chunkOf;
}

/** A merged module still finds the files beside the place where it was. */
function importMeta(dist, property, { chunkId, moduleId }) {
  if (property !== 'url' || chunkId === path.relative(dist, moduleId).replaceAll(path.sep, '/')) return null;
  const from = path.dirname(path.join(dist, chunkId));
  const place = path.relative(from, moduleId).replaceAll(path.sep, '/');
  return `new URL(${JSON.stringify(place.startsWith('.') ? place : `./${place}`)}, ${isMerged(chunkId) ? URL_NAME : 'import.meta.url'}).href`;
}

/** Two functions of one name in one file have to differ there, and keep the name that they know themselves by. Classes do so anyway. */
function namesOf(code) {
  const renamed = [...code.matchAll(/^(?:export )?(?:async )?function\*? ?((\w+)\$\d+)\(/gm)];
  return renamed
    .map(
      ([, now, name]) => `Object.defineProperty(${now}, 'name', { value: '${name}', configurable: true });\n`,
    )
    .join('');
}

/** V8 keeps a text in two bytes a character when one of them is beyond Latin-1; what a module says is the same. */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function withoutEnding(file) {
  return file.replace(/\.js$/, '').replaceAll(path.sep, '/');
}
