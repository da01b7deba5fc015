import { repr, str } from '../../utils/python-str.ts';
import { isText } from '../../utils/text-object.ts';
import { checkLength, sized } from '../render-errors.ts';
import { toFloat } from './numbers.ts';

const SPEC = /^([-+ #0]*)(\d*)(?:\.(\d*))?([diouxXeEfFgGcrsa%])(.*)$/s;
/** A value by a `%` format of Python without its percent sign: `stringformat:"05.2f"`. Nothing when they don't fit. */
export function stringformat(value: unknown, spec: string): string {
  const match = SPEC.exec(spec);
  if (match === null) return '';
  const [, flags, width, precision, type, rest] = match as unknown as [
    string,
    string,
    string,
    string | undefined,
    string,
    string,
  ];
  const size = precision === undefined ? undefined : Number(precision);
  checkLength(Math.max(Number(width), size ?? 0));
  const text = convert(value, type, size, flags);
  if (text === undefined || /%[^%]|%$/.test(rest.replaceAll('%%', ''))) return '';
  return pad(text, Number(width), flags, type) + rest.replaceAll('%%', '%');
}

function convert(
  value: unknown,
  type: string,
  precision: number | undefined,
  flags: string,
): string | undefined {
  switch (type) {
    case 's':
      return cut(str(value), precision);
    case 'r':
    case 'a':
      return sized(cut(repr(value), precision));
    case 'c':
      return character(value);
    case '%':
      return undefined;
    default:
      return number(value, type, precision, flags);
  }
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

function character(value: unknown): string | undefined {
  if (typeof value === 'number') return String.fromCodePoint(value);
  return typeof value === 'string' && [...value].length === 1 ? value : undefined;
}

function number(
  value: unknown,
  type: string,
  precision: number | undefined,
  flags: string,
): string | undefined {
  if (isText(value)) return undefined;
  const amount = toFloat(value);
  if (amount === undefined) return undefined;
  const sign =
    amount < 0 || Object.is(amount, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const digits = magnitude(Math.abs(amount), type, precision, flags);
  return digits === undefined ? undefined : sign + digits;
}

function magnitude(
  amount: number,
  type: string,
  precision: number | undefined,
  flags: string,
): string | undefined {
  if ('diuoxX'.includes(type)) {
    if (!Number.isFinite(amount) || ('oxX'.includes(type) && !Number.isInteger(amount))) return undefined;
    return whole(BigInt(Math.trunc(amount)), type, precision ?? 0, flags);
  }
  if (!Number.isFinite(amount)) return str(amount);
  const text = real(amount, type.toLowerCase(), precision ?? 6);
  return type === type.toUpperCase() ? text.toUpperCase() : text;
}

function whole(amount: bigint, type: string, digits: number, flags: string): string {
  const base = type === 'o' ? 8 : type === 'x' || type === 'X' ? 16 : 10;
  const text = amount.toString(base).padStart(digits, '0');
  const prefix = flags.includes('#') && base !== 10 ? `0${type}` : '';
  return prefix + (type === 'X' ? text.toUpperCase() : text);
}

function real(amount: number, type: string, precision: number): string {
  if (type === 'f') return fixed(amount, precision);
  if (type === 'e') return exponent(amount.toExponential(Math.min(precision, 100)));
  const significant = Math.max(precision, 1);
  const power =
    amount === 0 ? 0 : Math.floor(Math.log10(Number(amount.toPrecision(Math.min(significant, 100)))));
  if (power < -4 || power >= significant) {
    return exponent(stripZeros(amount.toExponential(Math.min(significant - 1, 100))));
  }
  return stripZeros(amount.toFixed(Math.max(0, Math.min(significant - 1 - power, 100))));
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

/** At least two digits of exponent. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function pad(text: string, width: number, flags: string, type: string): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0') || 'srac'.includes(type)) return ' '.repeat(missing) + text;
  const sign = /^[-+ ]?(?:0[xXo])?/.exec(text)![0];
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}
