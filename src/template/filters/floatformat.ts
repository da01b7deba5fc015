import { numberFormat } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { toFloat, toInt } from './numbers.ts';
import { roundDigits, splitNumber } from './rounding.ts';

/** Digits above this are not worked with. */
const MAX_DIGITS = 200;

/**
 * A number with so many decimals: `2` always two, `-2` two unless they are zeros, `-1` by default. `g` behind it groups
 * thousands, `u` writes it as code does. Halves are rounded away from zero.
 */
export function floatformat(value: unknown, arg: unknown = -1): SafeString | string {
  const { places, grouped, localized } = readArgument(arg);
  const text = str(value).trim();
  const source = isDecimalText(text) ? text : floatText(value);
  if (source === undefined) return '';
  if (places === undefined) return str(value);
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
  if (typeof arg !== 'string' && !(arg instanceof String))
    return { places: toInt(arg), grouped: false, localized: true };
  const match = /^(.*?)(gu|ug|g|u)?$/s.exec(arg.toString())!;
  const suffix = match[2] ?? '';
  const places = match[1] === '' ? (suffix === '' ? undefined : -1) : toInt(match[1]);
  return { places, grouped: suffix.includes('g'), localized: !suffix.includes('u') };
}
