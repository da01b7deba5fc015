/** A number as its digits: `12.30` is digits `1230`, exponent -2. */
export interface NumberParts {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Take a number's text apart; undefined for infinity and what is no number. */
export function splitNumber(text: string): NumberParts | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text.trim().replaceAll('_', ''));
  if (match === null) return undefined;
  const [, sign, whole, fraction, power] = match as unknown as [
    string,
    string,
    string,
    string,
    string | undefined,
  ];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  return { negative: sign === '-', digits, exponent: Number(power ?? 0) - fraction.length };
}

/** Write a number with so many decimals, halves rounded away from zero; zero has no sign. */
export function roundDigits({ negative, digits, exponent }: NumberParts, decimals: number): string {
  const drop = -exponent - decimals;
  const kept = drop > 0 ? roundOff(digits, drop) : digits + '0'.repeat(-drop);
  const padded = kept.padStart(decimals + 1, '0');
  const whole = decimals === 0 ? padded : padded.slice(0, -decimals);
  const text = decimals === 0 ? whole : `${whole}.${padded.slice(-decimals)}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Digits without the last `drop` ones, up when the first of these is 5 or more. */
function roundOff(digits: string, drop: number): string {
  const padded = digits.padStart(drop + 1, '0');
  const kept = padded.slice(0, -drop);
  return padded[kept.length]! >= '5' ? increment(kept) : kept;
}

function increment(digits: string): string {
  let at = digits.length - 1;
  while (at >= 0 && digits[at] === '9') at--;
  const zeros = '0'.repeat(digits.length - 1 - at);
  return at < 0 ? `1${zeros}` : digits.slice(0, at) + String(Number(digits[at]) + 1) + zeros;
}

/** A number of at least 0 with one decimal, as Python's `round()`: a value that is exactly half way goes to the even neighbour. */
export function tenths(value: number): string {
  const rounded = value.toFixed(1);
  if (rounded.includes('e')) return String(value);
  const isHalfWay = (value * 4) % 1 === 0 && (value * 2) % 1 !== 0;
  if (!isHalfWay) return String(Number(rounded));
  const below = Math.floor(value * 10);
  return String((below % 2 === 0 ? below : below + 1) / 10);
}
