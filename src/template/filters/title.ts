/** Each word with a capital; letters after an apostrophe or a digit stay small: `Joe's 555 53rd`. */
export function title(text: string): string {
  return text
    .replace(/\p{L}+/gu, (word) => {
      const first = String.fromCodePoint(word.codePointAt(0)!);
      return titleCase(first) + word.slice(first.length).toLowerCase();
    })
    .replace(/[a-z]'[A-Z]/g, (part) => part.toLowerCase())
    .replace(/\p{Nd}[A-Z]/gu, (part) => part.toLowerCase());
}

/** `ǆ` and `ß` have a form between small and capital. */
function titleCase(char: string): string {
  const upper = char.toUpperCase();
  return upper.length > char.length ? upper[0]! + upper.slice(1).toLowerCase() : upper;
}
