/** Letters whose capital differs from the form they have at the beginning of a word: digraphs, and Georgian, which has none. */
export function toTitleCase(char: string): string {
  const code = char.codePointAt(0)!;
  if (code >= 0x10d0 && code <= 0x10ff) return char;
  if (code >= 0x01c4 && code <= 0x01cc) return String.fromCodePoint(code - ((code - 0x01c4) % 3) + 1);
  if (code >= 0x01f1 && code <= 0x01f3) return '\u01f2';
  const upper = char.toUpperCase();
  if (upper.length === char.length) return upper;
  if (code === 0x149) return upper;
  if (code >= 0x1f80 && code <= 0x1ffc) return greekTitle(code, upper);
  return upper[0]! + upper.slice(1).toLowerCase();
}

/** The iota that stands behind a capital in upper case is below it here. */
function greekTitle(code: number, upper: string): string {
  if (code <= 0x1faf) return String.fromCodePoint(code | 8);
  if ((code & 15) === 3) return String.fromCodePoint(code + 9);
  return (code & 15) === 12 ? String.fromCodePoint(code) : `${upper.slice(0, -1)}\u0345`;
}

/** A sigma that ends a word. */
const FINAL_SIGMA = /(?<=\p{Cased}\p{Case_Ignorable}*)\u03a3(?!\p{Case_Ignorable}*\p{Cased})/gu;

/** Each run of cased letters with a capital and small letters after it, as Python's `str.title()`. */
export function titleWords(text: string): string {
  const ready = text.includes('\u03a3') ? text.replace(FINAL_SIGMA, '\u03c2') : text;
  return ready.replace(/\p{Cased}+/gu, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0)!);
    const rest = word.slice(first.length).replaceAll('\u03a3', '\u03c3');
    return toTitleCase(first) + rest.toLowerCase();
  });
}
