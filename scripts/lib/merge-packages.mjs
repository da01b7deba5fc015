// Packages that every command loads, as modules that the build merges as it merges our own: V8 then keeps what it made of them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** By name: the file that says what it exports. Packages whose classes no user has in hand: a package that a user imports as well is another copy. */
const PACKAGES = { commander: 'esm.mjs' };

const PREFIX = '\0package:';
const require = createRequire(import.meta.url);
const esbuild = createRequire(require.resolve('tsx'))('esbuild');

export function isPackageMerged(name) {
  return name in PACKAGES;
}

/** A plugin of Rollup. Each package's licence goes beside the merged files. */
export function mergePackages() {
  return {
    name: 'packages',
    resolveId: (name) => (isPackageMerged(name) ? PREFIX + name : null),
    load: (id) => (id.startsWith(PREFIX) ? asModule(id.slice(PREFIX.length)) : null),
    generateBundle() {
      for (const name of Object.keys(PACKAGES)) {
        const source = readFileSync(path.join(folderOf(name), 'LICENSE'), 'utf8');
        this.emitFile({ type: 'asset', fileName: `chunks/${name}.LICENSE`, source });
      }
    },
  };
}

async function asModule(name) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(folderOf(name), PACKAGES[name])],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    banner: { js: 'const require = (name) => process.getBuiltinModule(name);' },
    plugins: [processesLater],
  });
  return outputFiles[0].text;
}

function folderOf(name) {
  return path.dirname(require.resolve(name));
}

/** What starts other processes takes long to load, and a command with subcommands in files of their own is all that wants it. */
const processesLater = {
  name: 'processes-later',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'later',
    }));
    build.onLoad({ filter: /.*/, namespace: 'later' }, ({ path: name }) => ({
      contents: `exports.spawn = (...args) => process.getBuiltinModule('${name}').spawn(...args);`,
    }));
  },
};
