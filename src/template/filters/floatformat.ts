import { numberFormat, writesPlainNumbers } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { isText } from '../../utils/text-object.ts';
import { strip } from '../../utils/whitespace.ts';
import { checkLength, TemplateValueError } from '../render-errors.ts';
import { integerOf, toFloat } from './numbers.ts';
import { roundDigits, splitNumber } from './rounding.ts';

/** Digits above this are not worked with. */
const MAX_DIGITS = 200;

/**
 * A number with so many decimals: `2` always two, `-2` two unless they are zeros, `-1` by default. `g` behind it groups
 * thousands, `u` writes it as code does. Halves are rounded away from zero.
 */
export function floatformat(value: unknown, arg: unknown = -1): SafeString | string {
  const text = plainFloat(value, arg);
  return text === undefined ? anyFloat(value, arg) : new SafeString(text);
}

/** Ordinary numbers in a language that writes them as code does; undefined for all else. */
export function plainFloat(value: unknown, arg: unknown = -1): string | undefined {
  if (typeof value !== 'number') return undefined;
  const { places, grouped } = argumentOf(arg);
  if (places === undefined || grouped || !(Math.abs(value) < 1e15) || !writesPlainNumbers()) return undefined;
  const decimals = Math.abs(places);
  checkLength(decimals);
  if (Number.isInteger(value)) return places <= 0 ? String(value) : `${value}.${'0'.repeat(places)}`;
  if (isFarFromHalf(value, decimals)) return nonzero(value, value.toFixed(decimals));
  const text = String(value);
  const shown = text.length - text.indexOf('.') - 1;
  if (text.includes('e') || decimals > 20) return undefined;
  if (shown <= decimals) return text + '0'.repeat(decimals - shown);
  // toFixed() rounds the binary number; it differs from rounding what is written only for a 5 at the end.
  if (shown === decimals + 1 && text.endsWith('5')) return undefined;
  return nonzero(value, value.toFixed(decimals));
}

const POWERS = [1, 10, 100, 1000, 10_000];

/** Whether what follows the last decimal is so far from a half that the binary number rounds as what is written does. */
function isFarFromHalf(value: number, decimals: number): boolean {
  if (decimals >= POWERS.length) return false;
  const scaled = Math.abs(value) * POWERS[decimals]!;
  return scaled < 1e9 && Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-3;
}

/** A negative number that rounds to zero is for the careful way. */
function nonzero(value: number, rounded: string): string | undefined {
  return value < 0 && !/[1-9]/.test(rounded) ? undefined : rounded;
}

function anyFloat(value: unknown, arg: unknown): SafeString | string {
  const { places, grouped, localized } = argumentOf(arg);
  const text = strip(str(value));
  const source = isDecimalText(text) ? text : floatText(value);
  if (source === undefined) return '';
  if (arg === null)
    throw new TemplateValueError('floatformat needs a number of decimals, and was given None.');
  if (places === undefined) return str(value);
  checkLength(Math.abs(places));
  const parts = splitNumber(source);
  if (parts === undefined || parts.digits.length + Math.abs(parts.exponent) > MAX_DIGITS) return str(value);
  const isWhole = parts.exponent >= 0 || /^0*$/.test(parts.digits.slice(parts.exponent));
  const decimals = isWhole && places <= 0 ? 0 : Math.abs(places);
  const digits = roundDigits(parts, decimals);
  return new SafeString(numberFormat(digits, decimals, localized, grouped));
}

function isDecimalText(text: string): boolean {
  return (
    /^[+-]?(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) || /^[+-]?(inf(inity)?|s?nan\d*)$/i.test(text)
  );
}

function floatText(value: unknown): string | undefined {
  const number = toFloat(value);
  return number === undefined ? undefined : str(number);
}

interface Argument {
  places: number | undefined;
  grouped: boolean;
  localized: boolean;
}

/** The argument read last, and what it says: a loop asks with the same one again and again. */
let lastText: string | undefined;
let lastRead: Argument | undefined;

function argumentOf(arg: unknown): Argument {
  if (typeof arg === 'number') return { places: Math.trunc(arg), grouped: false, localized: true };
  if (!isText(arg)) return readArgument(arg);
  const text = typeof arg === 'string' ? arg : arg.toString();
  if (lastRead === undefined || text !== lastText) {
    lastRead = readArgument(text);
    lastText = text;
  }
  return lastRead;
}

function readArgument(arg: unknown): Argument {
  if (!isText(arg))
    return { places: arg === null ? undefined : placesOf(arg), grouped: false, localized: true };
  if (arg.toString() === '')
    throw new TemplateValueError('floatformat needs a number of decimals, and was given an empty text.');
  const match = /^(.*?)(gu|ug|g|u)?$/s.exec(arg.toString())!;
  const suffix = match[2] ?? '';
  const places = match[1] === '' ? (suffix === '' ? undefined : -1) : placesOf(match[1]);
  return { places, grouped: suffix.includes('g'), localized: !suffix.includes('u') };
}

function placesOf(text: unknown): number | undefined {
  const places = integerOf(text);
  return places === undefined ? undefined : Number(places);
}
