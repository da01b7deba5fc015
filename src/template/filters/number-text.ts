import type { FormatSpec } from './stringformat.ts';

/** A whole number as `%d`, `%o` and `%x` write it. */
export function integerText(value: bigint, { type, precision = 0, flags }: FormatSpec): string {
  const size = value < 0n ? -value : value;
  const base = type === 'o' ? 8 : type === 'x' || type === 'X' ? 16 : 10;
  const digits = size.toString(base).padStart(precision, '0');
  const prefix = flags.includes('#') && base !== 10 ? `0${type}` : '';
  return signOf(value < 0n, flags) + prefix + (type === 'X' ? digits.toUpperCase() : digits);
}

/** A number as `%f`, `%e` and `%g` write it; their capitals write `E`, `INF` and `NAN`. */
export function realText(value: number, { type, precision = 6, flags }: FormatSpec): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const text = signOf(isNegative, flags) + magnitude(Math.abs(value), type.toLowerCase(), precision, flags);
  return type === type.toUpperCase() ? text.toUpperCase() : text;
}

function signOf(isNegative: boolean, flags: string): string {
  return isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function magnitude(amount: number, type: string, precision: number, flags: string): string {
  if (!Number.isFinite(amount)) return Number.isNaN(amount) ? 'nan' : 'inf';
  const keepsPoint = flags.includes('#');
  if (type === 'f') return pointed(fixed(amount, precision), keepsPoint);
  if (type === 'e') return pointed(scientific(amount, precision), keepsPoint);
  const text = general(amount, Math.max(precision, 1));
  return keepsPoint ? pointed(text, true) : stripZeros(text);
}

/** With a point even where no digit follows. */
function pointed(text: string, keepsPoint: boolean): string {
  return keepsPoint && !text.includes('.') ? text.replace(/^\d+/, '$&.') : text;
}

function general(amount: number, significant: number): string {
  const power = amount === 0 ? 0 : Number(scientific(amount, significant - 1).split('e')[1]);
  if (power < -4 || power >= significant) return scientific(amount, significant - 1);
  return fixed(amount, significant - 1 - power);
}

/** `1.50e+03`. JavaScript counts no more than 100 digits, and a number has no others. */
function scientific(amount: number, precision: number): string {
  const text = toEven(amount, amount.toExponential(Math.min(precision, 100)), precision);
  const more = Math.max(0, precision - 100);
  return text.replace(/e([+-])(\d+)$/, (_, sign, digits: string) => {
    return `${'0'.repeat(more)}e${sign}${digits.padStart(2, '0')}`;
  });
}

/** JavaScript rounds a value that is exactly half way up; Python to the even digit. */
function toEven(amount: number, rounded: string, precision: number): string {
  if (precision >= 20) return rounded;
  const exact = amount.toExponential(100);
  const kept = exact.slice(0, precision === 0 ? 1 : precision + 2);
  const dropped = exact.slice(precision === 0 ? 2 : precision + 2, exact.indexOf('e'));
  if (!/^50*$/.test(dropped) || Number(kept.at(-1)) % 2 === 1) return rounded;
  return kept + exact.slice(exact.indexOf('e'));
}

/** With so many decimals; a value that is exactly half way goes to the even neighbour. */
function fixed(amount: number, precision: number): string {
  if (amount >= 1e21) return BigInt(amount).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  if (precision > 100) return amount.toFixed(100) + '0'.repeat(precision - 100);
  const rounded = amount.toFixed(precision);
  const exact = amount.toFixed(Math.min(100, precision + 60));
  const dropped = exact.slice(exact.indexOf('.') + 1 + precision);
  if (!/^50*$/.test(dropped)) return rounded;
  const lower = exact.slice(0, exact.indexOf('.') + (precision === 0 ? 0 : 1 + precision));
  return Number(lower.at(-1)) % 2 === 0 ? lower : rounded;
}

function stripZeros(text: string): string {
  return text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}
