import { strip } from './whitespace.ts';

/**
 * Break lines at word ends so that none is longer than `width`, unless a single word is. Line breaks stay, and white space
 * except where a line is broken.
 */
export function wrap(text: string, width: number): string {
  const source = splitLines(text);
  if (width <= 0 && source.length > 0) throw new RangeError(`invalid width ${width} (must be > 0)`);
  const lines = source.flatMap((line) => {
    const wrapped = wrapLine(line, width);
    return wrapped.length === 0 ? [line] : wrapped;
  });
  if (text.endsWith('\n')) lines.push('');
  return lines.join('\n');
}

function splitLines(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Python's line breaks
  const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Spaces that don't break are part of a word. */
const CHUNK = /[\t\n\v\f\r ]+|[^\t\n\v\f\r ]+/g;

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current: string[] = [];
  let length = 0;
  for (const chunk of expandTabs(line).match(CHUNK) ?? []) {
    const size = [...chunk].length;
    if (length + size > width && current.length > 0) {
      pushLine(lines, current);
      current = [];
      length = 0;
    }
    if (current.length === 0 && lines.length > 0 && strip(chunk) === '') continue;
    current.push(chunk);
    length += size;
  }
  pushLine(lines, current);
  return lines;
}

/** White space at a line's end goes with the break. */
function pushLine(lines: string[], chunks: string[]): void {
  const last = chunks.at(-1);
  if (last !== undefined && strip(last) === '') chunks.pop();
  if (chunks.length > 0) lines.push(chunks.join(''));
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  let column = 0;
  for (const part of line.split(/(\t)/)) {
    const shown = part === '\t' ? ' '.repeat(8 - (column % 8)) : part;
    column += [...shown].length;
    out += shown;
  }
  return out;
}
