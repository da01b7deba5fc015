// `npm run build`: src/ becomes dist/, which is what is published. Modules and their types by tsc, those that every project loads merged
// into a few files; other files as they are.
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { mergeModules } from './lib/merge-modules.mjs';
import { bin, root, run } from './lib/run.mjs';

const src = path.join(root, 'src');
const dist = path.join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = (...options) => [bin('tsc'), ['-p', 'tsconfig.build.json', ...options]];
// What a name is for stands beside its type, where editors look; modules are read at every start, and carry nothing but code.
const compiled =
  run('compile', ...tsc('--declaration', 'false', '--removeComments')) &&
  run('types', ...tsc('--emitDeclarationOnly', '--noCheck'));

let copied = 0;
for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
  if (/\.[cm]?ts$/.test(file) || !statSync(path.join(src, file)).isFile()) continue;
  mkdirSync(path.dirname(path.join(dist, file)), { recursive: true });
  copyFileSync(path.join(src, file), path.join(dist, file));
  copied++;
}
console.log(`✓ ${copied} templates, static files and skeletons`);

if (compiled) {
  const sizes = await mergeModules(dist);
  const list = Object.entries(sizes).map(([chunk, modules]) => `${modules} in ${chunk}`);
  console.log(`✓ modules merged for a fast start: ${list.join(', ')}`);
}
process.exitCode = compiled ? 0 : 1;
