import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { importCompiled } from './import-compiled.ts';

/** What a module asks of the place where its file is, in compiled code, which is elsewhere. */
export interface Place {
  readonly meta: Readonly<Record<string, unknown>>;
  import(name: unknown): Promise<unknown>;
}

/** @param importHere `import()` of the compiled module, for names of packages */
export function placeOf(url: string, importHere: (name: string) => Promise<unknown>): Place {
  const filename = fileURLToPath(url);
  const resolve = (name: string): string => {
    if (/^(?:\.{0,2}\/|file:)/.test(name)) return new URL(name, url).href;
    const found = createRequire(url).resolve(name);
    return path.isAbsolute(found) ? pathToFileURL(found).href : found;
  };
  return {
    meta: { url, filename, dirname: path.dirname(filename), resolve },
    async import(asked) {
      const name = String(asked);
      if (!/^(?:\.{0,2}\/|file:)/.test(name)) return importHere(name);
      const target = resolve(name);
      return (await importCompiled(fileURLToPath(target))) ?? importHere(target);
    },
  };
}
