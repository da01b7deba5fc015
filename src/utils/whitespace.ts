/** Python's white space, for the inside of a character class. Other than `\s` it has the separators 1C to 1F, and no byte order mark. */
export const SPACES: string =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const WORD = new RegExp(`[^${SPACES}]+`, 'g');
const SPACE = new RegExp(`[${SPACES}]`);

/** The words of a text, as Python's `split()` finds them. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Whether a character is white space. */
export function isSpace(char: string): boolean {
  return SPACE.test(char);
}

/** Without white space at the ends, as Python's `strip()`. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start]!)) start++;
  while (end > start && isSpace(text[end - 1]!)) end--;
  return text.slice(start, end);
}
