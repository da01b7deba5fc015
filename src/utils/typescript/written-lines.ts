import { readFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { MODULES } from './compiled-file.ts';

type SourceMap = import('node:module').SourceMap;

/**
 * Let stacks name the lines that were written, where the code that runs is compiled code of the project. The maps are read when a stack is
 * asked for; Node would read each as it loads a module.
 */
export function nameWrittenLines(): void {
  const given = `${process.execArgv.join(' ')} ${process.env['NODE_OPTIONS'] ?? ''}`;
  if (given.includes('--enable-source-maps')) return;
  Error.prepareStackTrace = (error, calls) =>
    [headOf(error), ...calls.map((call) => `    at ${written(call)}`)].join('\n');
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    // What was thrown has a name or a message that cannot be read.
    return 'Error';
  }
}

function written(call: NodeJS.CallSite): string {
  const [text, file, line, column] = [
    String(call),
    call.getFileName(),
    call.getLineNumber(),
    call.getColumnNumber(),
  ];
  const map = file && mapOf(file);
  if (!map || line === null || column === null) return text;
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return text;
  const { originalSource: source, originalLine, originalColumn } = entry;
  const place = source.startsWith('file:') ? fileURLToPath(source) : source;
  return text.replace(
    `${file}:${line}:${column}`,
    () => `${place}:${originalLine + 1}:${originalColumn + 1}`,
  );
}

const maps = new Map<string, SourceMap | undefined>();

/** The map of a compiled file, or of one that Node has one of. */
function mapOf(file: string): SourceMap | undefined {
  if (!file.includes(MODULES)) return module.findSourceMap(file);
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    const text = readFileSync(fileURLToPath(file), 'utf8');
    const data = text.slice(text.lastIndexOf('base64,') + 'base64,'.length);
    return new module.SourceMap(JSON.parse(Buffer.from(data, 'base64').toString()));
  } catch {
    // The file has been compiled anew or is gone: the stack has the place in the code that ran.
    return undefined;
  }
}
