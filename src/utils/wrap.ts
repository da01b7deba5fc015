/**
 * Break lines at word ends so that none is longer than `width`, unless a single word is. Line breaks stay, and white space
 * except where a line is broken.
 */
export function wrap(text: string, width: number): string {
  if (width <= 0) throw new RangeError(`invalid width ${width} (must be > 0)`);
  const lines = splitLines(text).flatMap((line) => {
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

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current: string[] = [];
  let length = 0;
  for (const chunk of expandTabs(line).match(/\s+|\S+/g) ?? []) {
    const size = [...chunk].length;
    if (length + size > width && current.length > 0) {
      pushLine(lines, current);
      current = [];
      length = 0;
    }
    if (current.length === 0 && lines.length > 0 && chunk.trim() === '') continue;
    current.push(chunk);
    length += size;
  }
  pushLine(lines, current);
  return lines;
}

/** White space at a line's end goes with the break. */
function pushLine(lines: string[], chunks: string[]): void {
  if (chunks.at(-1)?.trim() === '') chunks.pop();
  if (chunks.length > 0) lines.push(chunks.join(''));
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const part of line.split(/(\t)/)) out += part === '\t' ? ' '.repeat(8 - (out.length % 8)) : part;
  return out;
}
