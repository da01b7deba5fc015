import { unescapeHtml } from './unescape-html.ts';

const WRAPPERS = [
  ['(', ')'],
  ['[', ']'],
] as const;

/** What surrounds a URL in a sentence: brackets before it, brackets and punctuation behind it. */
export function trimPunctuation(word: string): [lead: string, middle: string, trail: string] {
  const start = lengthOfRun(word, '([', 0);
  let middle = word.slice(start);
  const counts = new Map<string, number>();
  for (const char of middle) if ('()[]'.includes(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  let end = middle.length;
  const text = middle;
  for (let before = -1; before !== end && end > 0; ) {
    before = end;
    end = trimWrappers(text, end, counts);
    end = trimMarks(text, end);
  }
  middle = text.slice(0, end);
  return [word.slice(0, start), middle, text.slice(end)];
}

/** Closing brackets that nothing opened. */
function trimWrappers(text: string, from: number, counts: Map<string, number>): number {
  let end = from;
  for (const [open, close] of WRAPPERS) {
    const surplus = (counts.get(close) ?? 0) - (counts.get(open) ?? 0);
    if (surplus > 0 && text[end - 1] === close) {
      end -= surplus;
      counts.set(close, counts.get(close)! - surplus);
    }
  }
  return Math.max(end, 0);
}

/** Full stops and the like; a semicolon only when it ends no character reference. */
function trimMarks(text: string, from: number): number {
  const amp = text.lastIndexOf('&', from - 1);
  const end = trimEnd(text, from, amp < 0 ? '.,:;!' : '.,:!');
  if (text[end - 1] !== ';') return end;
  const entity = text.slice(amp, end);
  const decoded = unescapeHtml(entity);
  if (decoded !== entity && !decoded.endsWith(';')) return end;
  const bare = trimEnd(text, end, '.,:;!');
  const semicolons = end - trimEnd(text, end, ';');
  if (amp > -1 && semicolons > 1) return text.indexOf(';', bare) + 1;
  return bare;
}

function trimEnd(text: string, from: number, chars: string): number {
  let end = from;
  while (end > 0 && chars.includes(text[end - 1]!)) end--;
  return end;
}

function lengthOfRun(text: string, chars: string, from: number): number {
  let at = from;
  while (at < text.length && chars.includes(text[at]!)) at++;
  return at;
}
