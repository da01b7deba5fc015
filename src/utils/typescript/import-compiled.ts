import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CompiledFile, outputOf, readCompiled, stampOf } from './compiled-file.ts';
import { isSource } from './import-targets.ts';

type Module = Readonly<Record<string, unknown>>;

/** Files whose compiled code has been looked at in this process. */
const ready = new Set<string>();

/**
 * Import a TypeScript file of the project, and what it imports, by way of its compiled code: without a loader, which would be asked
 * about every import of the process in another thread.
 * @returns undefined for another kind of file, and for one that cannot be compiled: importing it as it is tells why
 */
export async function importCompiled(file: string): Promise<Module | undefined> {
  if (!/\.m?[tj]s$/.test(file) || !existsSync(file)) return undefined;
  const real = realpathSync(file);
  if (!isSource(real) || !(await makeReady([real]))) return undefined;
  return (await import(pathToFileURL(outputOf(real)!).href)) as Module;
}

/** See to it that files, and all that they import, are there as compiled code. @returns whether they are */
export async function makeReady(files: Iterable<string>): Promise<boolean> {
  let asked = [...files];
  while (asked.length > 0) {
    const stale: string[] = [];
    const next: string[] = [];
    for (const file of asked) {
      if (ready.has(file)) continue;
      ready.add(file);
      const kept = keptCode(file);
      if (kept === undefined) stale.push(file);
      else asked.push(...kept.imports);
    }
    if (stale.length > 0) {
      const { compileFile } = await import('./compile.ts');
      const compiled = await Promise.all(stale.map((file) => compileFile(file)));
      if (compiled.includes(undefined)) {
        for (const file of stale) ready.delete(file);
        return false;
      }
      next.push(...compiled.flatMap((one) => one!.imports));
    }
    asked = next;
  }
  return true;
}

function keptCode(file: string): CompiledFile | undefined {
  const output = outputOf(path.resolve(file));
  return output === undefined ? undefined : readCompiled(output, stampOf([file]));
}
