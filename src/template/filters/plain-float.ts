import { writesPlainNumbers } from '../../utils/formats.ts';

/** What an ordinary number is printed as; undefined for values that need the careful way. */
export type PlainFloat = (value: unknown) => string | undefined;

const ways = new Map<number, PlainFloat>();

/**
 * The short way of `floatformat` for an argument of digits alone: for JavaScript's numbers, in a language that writes them as code
 * does.
 */
export function plainFloat(arg: unknown = -1): PlainFloat | undefined {
  const places = typeof arg === 'string' && /^-?\d\d?$/.test(arg) ? Number(arg) : arg;
  if (typeof places !== 'number' || !Number.isInteger(places) || Math.abs(places) > 20) return undefined;
  let way = ways.get(places);
  if (way === undefined) {
    way = wayOf(places);
    ways.set(places, way);
  }
  return way;
}

function wayOf(places: number): PlainFloat {
  const decimals = Math.abs(places);
  const power = 10 ** decimals;
  const zeros = places > 0 ? `.${'0'.repeat(places)}` : '';
  // The decimals of every fraction, where there are not many.
  const fractions =
    decimals === 0 || decimals > 2
      ? undefined
      : Array.from({ length: power }, (_, i) => `.${String(i).padStart(decimals, '0')}`);
  return (value) => {
    if (typeof value !== 'number' || !(Math.abs(value) < 1e15) || !writesPlainNumbers()) return undefined;
    if (Number.isInteger(value)) return value + zeros;
    if (fractions === undefined) return rounded(value, decimals);
    const scaled = Math.abs(value) * power;
    const whole = Math.floor(scaled);
    const rest = scaled - whole - 0.5;
    if (scaled >= 1e9 || Math.abs(rest) < 1e-3) return rounded(value, decimals);
    const units = rest < 0 ? whole : whole + 1;
    const integer = Math.floor(units / power);
    const text = integer + fractions[units - integer * power]!;
    if (value > 0) return text;
    return units === 0 ? undefined : `-${text}`;
  };
}

/** toFixed() rounds the binary number; that differs from rounding what is written only for a 5 at the end. */
function rounded(value: number, decimals: number): string | undefined {
  const text = String(value);
  if (text.includes('e')) return undefined;
  const shown = text.length - text.indexOf('.') - 1;
  if (shown <= decimals) return text + '0'.repeat(decimals - shown);
  if (shown === decimals + 1 && text.endsWith('5')) return undefined;
  const fixed = value.toFixed(decimals);
  // A negative number that becomes zero is for the careful way.
  return value < 0 && !/[1-9]/.test(fixed) ? undefined : fixed;
}
