import { ascii, repr, str } from '../../utils/python-str.ts';
import { isText } from '../../utils/text-object.ts';
import { checkLength, sized, TemplateValueError } from '../render-errors.ts';
import { integerText, realText } from './number-text.ts';
import { integerOf, toFloat } from './numbers.ts';

const SPEC = /^(?:\(([^()]*)\))?([-+ #0]*)(\d*)(?:\.(\d*))?[hlL]?([diouxXeEfFgGcrsa])(.*)$/s;

/** A format taken apart: `-05.2f` is flags `-0`, width 5, precision 2, type `f`. */
export interface FormatSpec {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** A value by a `%` format of Python without its percent sign: `stringformat:"05.2f"`. Nothing when they don't fit. */
export function stringformat(value: unknown, text: string): string {
  const match = SPEC.exec(text);
  if (match === null) return '';
  const [, key, flags = '', width, precision, type = '', rest = ''] = match;
  const size = precision === undefined ? undefined : Number(precision);
  checkLength(Math.max(Number(width), size ?? 0));
  if (/%/.test(rest.replaceAll('%%', ''))) return '';
  const spec: FormatSpec = { flags, width: Number(width), precision: size, type };
  const shown = converted(key === undefined ? value : entry(value, key), spec);
  return shown === undefined ? '' : shown + rest.replaceAll('%%', '%');
}

/** What a format with a name, `(price).2f`, means in a dictionary. */
function entry(value: unknown, key: string): unknown {
  if (value instanceof Map) return value.get(key);
  const isDictionary = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isDictionary ? (value as Record<string, unknown>)[key] : undefined;
}

function converted(value: unknown, spec: FormatSpec): string | undefined {
  if (value === undefined) return undefined;
  const text = convert(value, spec);
  return text === undefined ? undefined : pad(text, spec);
}

function convert(value: unknown, spec: FormatSpec): string | undefined {
  switch (spec.type) {
    case 's':
      return cut(str(value), spec.precision);
    case 'r':
      return sized(cut(repr(value), spec.precision));
    case 'a':
      return sized(cut(ascii(value), spec.precision));
    case 'c':
      return character(value);
    default:
      return number(value, spec);
  }
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

/** @throws TemplateValueError for a number that no character has */
function character(value: unknown): string | undefined {
  if (isText(value)) return [...value.toString()].length === 1 ? value.toString() : undefined;
  if (!isWritten(value)) return undefined;
  const code = Number(value);
  if (code < 0 || code > 0x10ffff) throw new TemplateValueError(`No character has the number ${code}.`);
  return String.fromCodePoint(code);
}

/** Whether it is written as a whole number is, which `1.0` is not. */
function isWritten(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'bigint') return true;
  return (typeof value === 'number' || value instanceof Number) && /^-?\d+$/.test(str(value));
}

function number(value: unknown, spec: FormatSpec): string | undefined {
  if (isText(value) || toFloat(value) === undefined) return undefined;
  if ('diu'.includes(spec.type)) {
    const whole = integerOf(value);
    return whole === undefined ? undefined : integerText(BigInt(whole), spec);
  }
  if ('oxX'.includes(spec.type))
    return isWritten(value) ? integerText(BigInt(integerOf(value)!), spec) : undefined;
  const amount = toFloat(value)!;
  if (typeof value === 'bigint' && !Number.isFinite(amount))
    throw new TemplateValueError('The number is too large.');
  return realText(amount, spec);
}

function pad(text: string, { width, flags, type }: FormatSpec): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0') || 'srac'.includes(type)) return ' '.repeat(missing) + text;
  const sign = /^[-+ ]?(?:0[xXo])?/.exec(text)![0];
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}
