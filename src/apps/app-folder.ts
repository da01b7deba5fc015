import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { isFile, isFolder } from '../utils/module-file.ts';
import { nearest } from '../utils/nearest.ts';

/** `src/` or `dist/` of this package: the home of the apps called `jango/...`. */
const PACKAGE_ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * The folder of an entry of `INSTALLED_APPS`, absolute: `articles` is looked for in the project, `jango/contrib/auth` in
 * this package, anything else among the installed packages.
 * @throws ImproperlyConfigured that says where it was looked for and what comes close
 */
export function appFolder(name: string, baseDir: string): string {
  if (name.startsWith('jango/')) {
    const own = path.join(PACKAGE_ROOT, name.slice('jango/'.length));
    if (isFolder(own)) return own;
  } else {
    const folder = path.join(baseDir, name);
    if (isFolder(folder)) return folder;
    const packaged = packageFolder(name, baseDir);
    if (packaged !== undefined) return packaged;
  }
  throw new ImproperlyConfigured(
    `INSTALLED_APPS has '${name}', but there is no such app: ${lookedFor(name, baseDir)}.`,
    hintFor(name, baseDir),
  );
}

function lookedFor(name: string, baseDir: string): string {
  if (name.startsWith('jango/')) return `Jango has no ${name}`;
  return `the folder ${path.join(baseDir, name)} does not exist and no package of that name is installed`;
}

function hintFor(name: string, baseDir: string): string {
  const config = /^(.+?)[./]apps[./]\w+Config$/.exec(name);
  if (config !== null)
    return `Write '${config[1]}': the AppConfig of its apps.ts is found without being named.`;
  const dotted = name.replace(/^django\./, 'jango.').replaceAll('.', '/');
  if (dotted !== name && (dotted.startsWith('jango/') || isFolder(path.join(baseDir, dotted)))) {
    return `Write it as '${dotted}'.`;
  }
  const near = nearest(name, [...projectApps(baseDir), ...ownApps()]);
  const step = /^\w+$/.test(name)
    ? `make it with \`node manage.js startapp ${name}\``
    : 'install the package';
  return near === undefined
    ? `Correct the name, take the entry out, or ${step}.`
    : `Did you mean '${near}'? Otherwise take the entry out, or ${step}.`;
}

/** Folder of an installed package, or of the module that `name` leads to inside one. */
function packageFolder(name: string, baseDir: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(baseDir, 'package.json')).resolve(name));
  } catch {
    const folders = [];
    for (let at = baseDir; ; at = path.dirname(at)) {
      folders.push(path.join(at, 'node_modules', name));
      if (at === path.dirname(at)) break;
    }
    return folders.find(isFolder);
  }
}

/** Folders of the project that look like apps: what `startapp` made, whether or not they are installed. */
export function projectApps(baseDir: string): string[] {
  return readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .filter((entry) =>
      ['apps.ts', 'apps.js', 'models.ts', 'models.js'].some((f) => isFile(path.join(baseDir, entry.name, f))),
    )
    .map((entry) => entry.name);
}

/** The apps that come with Jango. */
function ownApps(): string[] {
  const contrib = path.join(PACKAGE_ROOT, 'contrib');
  if (!isFolder(contrib)) return [];
  return readdirSync(contrib).map((name) => `jango/contrib/${name}`);
}
