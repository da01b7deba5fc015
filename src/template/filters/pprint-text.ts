import { repr } from '../../utils/python-str.ts';

/** What ends a line for Python's `splitlines()`. */
const END = String.raw`\n\v\f\r\x1c-\x1e\x85\u2028\u2029`;
const LINE = new RegExp(`[^${END}]*(?:\\r\\n|[${END}])|[^${END}]+$`, 'g');

/** Characters, of which some have two units. */
export function lengthOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** A text that is too long for its line, as Python's pprint breaks it: at the ends of its lines, and between words. */
export function brokenText(
  text: string,
  start: number,
  behind: number,
  { width, isWhole }: { width: number; isWhole: boolean },
): string {
  const indent = isWhole ? start + 1 : start;
  const allowance = isWhole ? behind + 1 : behind;
  const room = width - indent;
  const lines = text.match(LINE) ?? [];
  const chunks = lines.flatMap((line, i) => {
    const isLast = i === lines.length - 1;
    const written = repr(line);
    return lengthOf(written) <= room - (isLast ? allowance : 0)
      ? [written]
      : chunksOf(line, room, isLast ? allowance : 0);
  });
  if (chunks.length <= 1) return repr(text);
  const whole = chunks.join(`\n${' '.repeat(indent)}`);
  return isWhole ? `(${whole})` : whole;
}

/** The words of a line in as few quoted pieces as fit. */
function chunksOf(line: string, room: number, allowance: number): string[] {
  const words = line.match(/\S+\s*|\s+/g) ?? [];
  const chunks: string[] = [];
  let current = '';
  for (const [i, word] of words.entries()) {
    const limit = room - (i === words.length - 1 ? allowance : 0);
    if (current !== '' && lengthOf(repr(current + word)) > limit) {
      chunks.push(repr(current));
      current = word;
    } else {
      current += word;
    }
  }
  return current === '' ? chunks : [...chunks, repr(current)];
}
