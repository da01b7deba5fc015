import { readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFile } from '../module-file.ts';

/** The folder of this package's own modules. */
export const ownFolder = realpathSync(fileURLToPath(new URL('../../', import.meta.url)));

/**
 * The file that an import names; undefined for what is left as it is written: modules of Node, and packages other than this one, which is
 * looked for once rather than at every start.
 * @throws Error when there is no such file or package
 */
export function targetOf(name: string, file: string): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(name)) return existing(path.resolve(path.dirname(file), name), name);
  if (/^[a-z]+:/.test(name) || isBuiltin(name)) return undefined;
  const resolve = createRequire(file).resolve;
  if (name.startsWith('#') || isOwnName(name, file)) return absolute(resolve(name));
  try {
    const found = resolve(name);
    if (/^jango(?:\/|$)/.test(name)) return ownFile(found);
    // A package that is TypeScript: one of the same workspace.
    return isSource(found) && !/[\\/]node_modules[\\/]/.test(found) ? realpathSync(found) : undefined;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    throw error;
  }
}

/** Whether a package imports itself by its name, which only its own files can. */
function isOwnName(name: string, file: string): boolean {
  const own = packageName(path.dirname(file));
  return own !== undefined && (name === own || name.startsWith(`${own}/`));
}

/** The name in the nearest package.json. */
function packageName(folder: string): string | undefined {
  const manifest = path.join(folder, 'package.json');
  if (isFile(manifest)) return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : packageName(parent);
}

/** A project may have another Jango than the one that runs. */
function ownFile(found: string): string | undefined {
  const real = realpathSync(found);
  return real.startsWith(ownFolder) ? real : undefined;
}

function absolute(found: string): string | undefined {
  return path.isAbsolute(found) ? realpathSync(found) : undefined;
}

/** As tsx finds it: `./models.js` and `./models` may stand for `./models.ts`. */
function existing(base: string, name: string): string {
  const stem = base.replace(/\.(m?)js$/, '.$1');
  const candidates = [base, `${stem}ts`, `${base}.ts`, `${base}.js`, path.join(base, 'index.ts')];
  const found = candidates.find(isFile);
  if (found === undefined) throw new Error(`There is no file ${name}.`);
  return realpathSync(found);
}

/** Whether a file is TypeScript, or JavaScript of the project that imports some. */
export function isSource(file: string): boolean {
  if (file.startsWith(ownFolder)) return false;
  if (/\.m?ts$/.test(file)) return !/\.d\.m?ts$/.test(file);
  if (!/\.m?js$/.test(file) || /[\\/]node_modules[\\/]/.test(file)) return false;
  return /\.ts['"]/.test(readFileSync(file, 'utf8'));
}
