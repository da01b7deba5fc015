import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ImportSpecifier, init, parse } from 'es-module-lexer';
import { type CompiledFile, outputOf, stampOf, writeCompiled } from './compiled-file.ts';
import { loadEsbuild, PLAIN } from './esbuild.ts';
import { isSource, targetOf } from './import-targets.ts';

/** The name by which compiled code knows the place where its file is. */
const PLACE = '__jangoPlace';

/**
 * Compile one file and keep the result.
 * @returns undefined when that cannot be done: its text has a mistake, it imports what isn't there, or there is no place for it
 */
export async function compileFile(file: string): Promise<CompiledFile | undefined> {
  const output = outputOf(file);
  if (output === undefined) return undefined;
  const stamp = stampOf([file]);
  try {
    const source = readFileSync(file, 'utf8');
    const loader = /\.m?ts$/.test(file) ? 'ts' : 'js';
    // The banner keeps a place for the first line of what is written.
    const options = { ...PLAIN, loader, sourcefile: pathToFileURL(file).href, banner: '//' };
    const [{ code }] = await Promise.all([loadEsbuild().transform(source, options), init]);
    const moved = moveImports(code.slice(code.indexOf('\n') + 1), file);
    const compiled = { output, imports: moved.imports };
    writeCompiled(compiled, stamp, moved.code);
    return compiled;
  } catch {
    return undefined;
  }
}

/** Let what a module imports, and what it asks of its own place, be what it was for the file. Lines stay lines. */
function moveImports(code: string, file: string): { code: string; imports: string[] } {
  const found = new Set<string>();
  const pieces: string[] = [];
  let at = 0;
  let usesPlace = false;
  for (const one of parse(code, file)[0]) {
    const [start, end, text] = one.d === -1 ? staticImport(one, file, found) : ofPlace(one);
    if (text === undefined) continue;
    usesPlace ||= one.d !== -1;
    pieces.push(code.slice(at, start), text);
    at = end;
  }
  pieces.push(code.slice(at));
  return { code: (usesPlace ? preludeFor(file) : '') + pieces.join(''), imports: [...found] };
}

type Piece = readonly [start: number, end: number, text: string | undefined];

function staticImport({ n: name, s, e }: ImportSpecifier, file: string, found: Set<string>): Piece {
  const target = targetOf(name!, file);
  if (target === undefined) return [s, e, undefined];
  const output = isSource(target) ? outputOf(target) : undefined;
  if (output !== undefined) found.add(target);
  return [s, e, pathToFileURL(output ?? target).href.replaceAll("'", '%27')];
}

/** `import(name)` and `import.meta` ask the place of the file. */
function ofPlace({ d, s, e, ss }: ImportSpecifier): Piece {
  return d === -2 ? [s, e, `${PLACE}.meta`] : [ss, ss + 'import'.length, `${PLACE}.import`];
}

function preludeFor(file: string): string {
  const helper = new URL(`./place${path.extname(import.meta.url)}`, import.meta.url).href;
  const url = JSON.stringify(pathToFileURL(file).href);
  return `import { placeOf as ${PLACE}Of } from ${JSON.stringify(helper)}; const ${PLACE} = ${PLACE}Of(${url}, (name) => import(name)); `;
}
