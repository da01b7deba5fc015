import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from '../../conf/configure.ts';

/** One line of source. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
}

/** One step of a stack, with the source around it where that can be read. */
export interface StackFrame {
  /** `'detail'`, `'async render'`; `''` for the top of a module. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Part of the project, not of a package, of Jango or of Node. */
  readonly isProject: boolean;
  readonly source: readonly SourceLine[];
}

const FRAME = /^\s*at (?:(.*?) \()?((?:file:\/\/|node:|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/;
const AROUND = 6;
const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The frames of an error, the innermost first. */
export function stackFrames(error: Error): StackFrame[] {
  const lines = (error.stack ?? '').split('\n');
  return lines.flatMap((line) => {
    const match = FRAME.exec(line);
    if (match === null) return [];
    const [, name = '', place, lineNumber, column] = match;
    const file = place!.startsWith('file://') ? fileURLToPath(place!.replace(/\?.*$/, '')) : place!;
    return [frame(name, file, Number(lineNumber), Number(column))];
  });
}

function frame(name: string, file: string, line: number, column: number): StackFrame {
  const isProject = isProjectFile(file);
  const source = file.startsWith('node:') ? [] : sourceAround(file, line);
  return { function: name, file, line, column, isProject, source };
}

function isProjectFile(file: string): boolean {
  if (file.startsWith('node:') || /[\\/]node_modules[\\/]/.test(file) || file.startsWith(packageRoot))
    return false;
  return file.startsWith(path.resolve(settings.BASE_DIR) + path.sep);
}

/** The line and those around it; none for a file that isn't there. */
export function sourceAround(file: string, line: number): SourceLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const first = Math.max(1, line - AROUND);
  return lines.slice(first - 1, line + AROUND).map((text, index) => ({ number: first + index, text }));
}

/** A file as people know it: from the project's folder, or from its package. */
export function shortPath(file: string): string {
  const inPackage = /[\\/]node_modules[\\/](?!.*[\\/]node_modules[\\/])(.*)$/.exec(file);
  if (inPackage !== null) return inPackage[1]!;
  if (file.startsWith(packageRoot)) return `jango/${path.relative(packageRoot, file)}`;
  const relative = path.relative(settings.BASE_DIR, file);
  return relative.startsWith('..') ? file : relative;
}
