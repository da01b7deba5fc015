/** Letters whose capital differs from the form they have at the beginning of a word: digraphs, and Georgian, which has none. */
export function toTitleCase(char: string): string {
  const code = char.codePointAt(0)!;
  if (code >= 0x10d0 && code <= 0x10ff) return char;
  if (code >= 0x01c4 && code <= 0x01cc) return String.fromCodePoint(code - ((code - 0x01c4) % 3) + 1);
  if (code >= 0x01f1 && code <= 0x01f3) return '\u01f2';
  const upper = char.toUpperCase();
  return upper.length > char.length ? upper[0]! + upper.slice(1).toLowerCase() : upper;
}

/** Each run of cased letters with a capital and small letters after it, as Python's `str.title()`. */
export function titleWords(text: string): string {
  return text.replace(/\p{Cased}+/gu, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0)!);
    return toTitleCase(first) + word.slice(first.length).toLowerCase();
  });
}
