// "exports" of package.json is the public map: one subpath per concept, a folder with an index.ts, and the few files named here. `--write` mends it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/run.mjs';

/** Public files of src/ that are no folder. */
const FILES = ['register', 'server', 'shortcuts', 'temporal'];

/** Folders whose index.ts is a part of another's: `models` and `fields` of jango/db, `forms` of jango/forms. */
const INTERNAL = new Set(['db/models', 'db/models/fields', 'forms/fields', 'forms/widgets']);

const src = path.join(root, 'src');
const folders = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => /(^|\/)index\.ts$/.test(file))
  .map((file) => path.posix.dirname(file))
  .filter((folder) => !INTERNAL.has(folder));
const modules = [
  ...folders.map((folder) => [
    folder === '.' ? '.' : `./${folder}`,
    folder === '.' ? 'index' : `${folder}/index`,
  ]),
  ...FILES.filter((name) => existsSync(path.join(src, `${name}.ts`))).map((name) => [`./${name}`, name]),
].sort(([a], [b]) => (a < b ? -1 : 1));

const wanted = Object.fromEntries([
  ...modules.map(([subpath, module]) => [
    subpath,
    { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` },
  ]),
  ['./package.json', './package.json'],
]);

const file = path.join(root, 'package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const same = JSON.stringify(manifest.exports) === JSON.stringify(wanted);
if (same) console.log(`${modules.length} subpaths are exported`);
else if (process.argv.includes('--write')) {
  writeFileSync(file, `${JSON.stringify({ ...manifest, exports: wanted }, undefined, 2)}\n`);
  console.log(`"exports" of package.json now has ${modules.length} subpaths`);
} else {
  const present = Object.keys(manifest.exports ?? {});
  for (const name of Object.keys(wanted)) if (!present.includes(name)) console.error(`not exported: ${name}`);
  for (const name of present) if (!(name in wanted)) console.error(`exported without a module: ${name}`);
  console.error('"exports" of package.json is out of date: node scripts/check-exports.mjs --write');
  process.exitCode = 1;
}
