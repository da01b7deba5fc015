const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A whole number in as few letters as Django's timestamps have: `1715785445` is `'1s7GAn'`. */
export function base62Encode(number: number): string {
  if (number === 0) return '0';
  let rest = Math.abs(number);
  let text = '';
  while (rest > 0) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return number < 0 ? `-${text}` : text;
}

/** @returns the number, NaN for a text that is none. */
export function base62Decode(text: string): number {
  const digits = text.startsWith('-') ? text.slice(1) : text;
  let number = digits === '' ? Number.NaN : 0;
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit);
    number = value === -1 ? Number.NaN : number * 62 + value;
  }
  return text.startsWith('-') ? -number : number;
}
