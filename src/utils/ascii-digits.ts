const MATHEMATICAL_ZERO = 0x1d7ce;

/** A text with the decimal digits of every script as 0 to 9: `'５０'` is `'50'`. */
export function asciiDigits(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII alone needs no work
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit.codePointAt(0)!)));
}

/** Digits of a script stand in a row that starts with its zero; the mathematical ones are five such rows. */
function valueOfDigit(code: number): number {
  if (code >= MATHEMATICAL_ZERO && code < MATHEMATICAL_ZERO + 50) return (code - MATHEMATICAL_ZERO) % 10;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}
