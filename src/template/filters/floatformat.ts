import { numberFormat } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { isText } from '../../utils/text-object.ts';
import { strip } from '../../utils/whitespace.ts';
import { checkLength, TemplateValueError } from '../render-errors.ts';
import { integerOf, toFloat } from './numbers.ts';
import { plainFloat } from './plain-float.ts';
import { roundDigits, splitNumber } from './rounding.ts';

/** Digits above this are not worked with. */
const MAX_DIGITS = 200;

/**
 * A number with so many decimals: `2` always two, `-2` two unless they are zeros, `-1` by default. `g` behind it groups
 * thousands, `u` writes it as code does. Halves are rounded away from zero.
 */
export function floatformat(value: unknown, arg: unknown = -1): SafeString | string {
  const text = plainFloat(arg)?.(value);
  return text === undefined ? anyFloat(value, arg) : new SafeString(text);
}

function anyFloat(value: unknown, arg: unknown): SafeString | string {
  const { places, grouped, localized } = readArgument(arg);
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

function readArgument(arg: unknown): Argument {
  if (typeof arg === 'number') return { places: Math.trunc(arg), grouped: false, localized: true };
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
