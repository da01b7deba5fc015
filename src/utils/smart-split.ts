import { isSpace, SPACES, wordsOf } from './whitespace.ts';

/** A word, in which quoted parts may hold white space; or white space. Quotes that are never closed are ordinary characters. */
const PART = new RegExp(
  `(?:[^${SPACES}'"]*(?:(?:"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')[^${SPACES}'"]*)+)|[^${SPACES}]+`,
  'gs',
);

/**
 * Split at white space, but not inside quotes: `smartSplit('a "b c" d')` is `['a', '"b c"', 'd']`. Quotes and backslashes stay.
 * Linear: a text with no closing quote is never scanned twice for it.
 */
export function smartSplit(text: string): string[] {
  if (!text.includes('"') && !text.includes("'")) return wordsOf(text);
  if (text.length > 10_000) return [...longSplit(text)];
  return text.match(PART) ?? [];
}

/** The same by hand, for texts where backtracking would be felt. */
function* longSplit(text: string): Generator<string> {
  const unclosed = new Set<string>();
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at]!)) {
      at++;
      continue;
    }
    const end = wordEnd(text, at, unclosed);
    yield text.slice(at, end);
    at = end;
  }
}

function wordEnd(text: string, from: number, unclosed: Set<string>): number {
  let at = from;
  while (at < text.length && !isSpace(text[at]!)) {
    const quote = text[at]!;
    const close = (quote === '"' || quote === "'") && !unclosed.has(quote) ? closing(text, at, quote) : -1;
    if (close >= 0) at = close + 1;
    else {
      if (quote === '"' || quote === "'") unclosed.add(quote);
      at++;
    }
  }
  return at;
}

function closing(text: string, open: number, quote: string): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}
