import { dateFormat, timeFormat as localTimeFormat } from '../../utils/formats.ts';
import { jsonScript } from '../../utils/json-script.ts';
import { momentOf } from '../../utils/moment.ts';
import { str } from '../../utils/python-str.ts';
import { isSafe, SafeString } from '../../utils/safe-string.ts';
import { temporalKind } from '../../utils/temporal.ts';
import { isText } from '../../utils/text-object.ts';
import { timesince, timeuntil } from '../../utils/timesince.ts';
import { gettext } from '../../utils/translation/gettext.ts';
import { checkLength, sized, TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';
import { truth } from '../runtime/truth.ts';
import type { Definer } from './define.ts';
import { filesizeformat } from './filesizeformat.ts';
import { floatformat } from './floatformat.ts';
import { compact, integerOf, toBigInt, toFloat } from './numbers.ts';
import { plainFloat } from './plain-float.ts';
import { pprint } from './pprint.ts';
import { stringformat } from './stringformat.ts';
import { textArgument } from './text-argument.ts';

const KEEPS_SAFE = { isSafe: true } as const;
const OPTIONAL = { arg: 'optional' } as const;
const WITH_ARG = { arg: 'required' } as const;
const SAFE_ARG = { arg: 'required', safeArguments: true } as const;

/** Filters on numbers, dates and anything. */
export function defineValueFilters(define: Definer): void {
  define.value('add', add, SAFE_ARG);
  define.value('get_digit', getDigit, WITH_ARG);
  define.value('floatformat', floatformat, { ...KEEPS_SAFE, ...OPTIONAL, printed: plainFloat });
  define.value('filesizeformat', filesizeformat, KEEPS_SAFE);
  define.value('divisibleby', divisibleby, WITH_ARG);
  define.value('default', (value, arg) => (truth(value) ? value : arg), SAFE_ARG);
  define.value(
    'default_if_none',
    (value, arg) => (value === null || value === undefined ? arg : value),
    SAFE_ARG,
  );
  define.value('yesno', yesno, OPTIONAL);
  define.value('pluralize', pluralize, OPTIONAL);
  define.value('stringformat', (value, arg) => stringformat(value, str(arg)), { ...KEEPS_SAFE, ...WITH_ARG });
  define.value(
    'json_script',
    (value, id) => {
      const html = jsonScript(value, id === undefined || id === null ? null : str(id));
      checkLength(html.length);
      return html;
    },
    {
      ...KEEPS_SAFE,
      ...OPTIONAL,
    },
  );
  define.value('pprint', pprint, KEEPS_SAFE);
  defineDateFilters(define);
}

function defineDateFilters(define: Definer): void {
  const local = { ...OPTIONAL, expectsLocaltime: true } as const;
  define.value('date', (value, arg) => dateText(value, arg, dateFormat), local);
  define.value('time', (value, arg) => dateText(value, arg, localTimeFormat), local);
  define.value('timesince', (value, arg) => distance(value, arg, timesince), OPTIONAL);
  define.value('timeuntil', (value, arg) => distance(value, arg, timeuntil), OPTIONAL);
}

function dateText(value: unknown, arg: unknown, format: (value: unknown, format?: string) => string): string {
  const moment = momentOf(value);
  if (moment === undefined) return '';
  try {
    return format(value, arg === undefined || arg === null || str(arg) === '' ? undefined : str(arg));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (moment.kind === 'date' && format === dateFormat)
      throw new TemplateValueError(error.message, undefined, { cause: error });
    return '';
  }
}

function distance(value: unknown, arg: unknown, words: (value: unknown, now?: unknown) => string): string {
  if (!truth(value)) return '';
  const hasArg = arg !== undefined && arg !== null && truth(arg);
  for (const date of hasArg ? [value, arg] : [value]) checkDate(date);
  try {
    return words(value, hasArg ? arg : undefined);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return '';
    throw error;
  }
}

/** @throws TemplateValueError for what is no date, with a time or without */
function checkDate(value: unknown): void {
  const kind = momentOf(value)?.kind;
  if (kind === 'date' || kind === 'datetime') return;
  throw new TemplateValueError(
    `${briefly(value)} is no date.`,
    'Give the filter a Date or a date of Temporal.',
  );
}

/** Numbers are added, texts and lists put together; anything else gives nothing. */
function add(value: unknown, arg: unknown): unknown {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(arg)) {
    const sum = (value as number) + (arg as number);
    if (Number.isSafeInteger(sum)) return sum;
  }
  const a = summand(value);
  const b = a === undefined ? undefined : summand(arg);
  if (a !== undefined && b !== undefined) return compact(a + b);
  if (isText(value) && isText(arg)) {
    const joined = sized(value.toString() + arg.toString());
    return isSafe(value) && isSafe(arg) ? new SafeString(joined) : joined;
  }
  if (Array.isArray(value) && Array.isArray(arg)) {
    checkLength(value.length + arg.length);
    return value.concat(arg);
  }
  if (typeof value === 'number' && typeof arg === 'number') return value + arg;
  return addTime(value, arg);
}

/** @throws TemplateValueError for infinity */
function summand(value: unknown): bigint | undefined {
  const number = toBigInt(value);
  if (number !== undefined) return number;
  const real = isText(value) ? undefined : toFloat(value);
  if (real === Number.POSITIVE_INFINITY || real === Number.NEGATIVE_INFINITY)
    throw new TemplateValueError('Infinity cannot be added to a whole number.');
  return undefined;
}

/** A date and a duration. */
function addTime(value: unknown, arg: unknown): unknown {
  if (temporalKind(value) === undefined || temporalKind(value) === 'PlainTime') return '';
  try {
    return (value as { add(other: unknown): unknown }).add(arg);
  } catch {
    return '';
  }
}

/** @throws TemplateValueError for what is no whole number */
function integer(value: unknown): number | bigint {
  const number = integerOf(value);
  if (number === undefined) throw new TemplateValueError(`${briefly(value)} is no whole number.`);
  return number;
}

function divisibleby(value: unknown, arg: unknown): boolean {
  const [a, b] = [integer(value), integer(arg)];
  if (Number(b) === 0) throw new TemplateValueError('Nothing can be divided by 0.');
  return typeof a === 'number' && typeof b === 'number' ? a % b === 0 : BigInt(a) % BigInt(b) === 0n;
}

function getDigit(value: unknown, arg: unknown): unknown {
  const place = integerOf(arg);
  const number = place === undefined ? undefined : integerOf(value);
  if (place === undefined || number === undefined) return value;
  if (place < 1) return number;
  const digit = str(number).at(-Number(place));
  if (digit === '-') throw new TemplateValueError('The sign of a number is no digit.');
  return digit === undefined ? 0 : Number(digit);
}

/** `"yes,no"` or `"yes,no,maybe"` by truth; maybe is for None. */
function yesno(value: unknown, arg?: unknown): unknown {
  const bits = (arg === undefined || arg === null ? gettext('yes,no,maybe') : textArgument(arg)).split(',');
  if (bits.length < 2) return value;
  const [yes, no, maybe] = bits.length === 3 ? bits : [bits[0], bits[1], bits[1]];
  if (value === null || value === undefined) return maybe;
  return truth(value) ? yes : no;
}

/** A plural ending unless the value is 1, `'1'` or something of length 1. */
function pluralize(value: unknown, arg?: unknown): string {
  const endings = (arg === undefined ? 's' : textArgument(arg)).split(',');
  if (endings.length > 2) return '';
  const [singular, plural] = endings.length === 1 ? ['', endings[0]!] : (endings as [string, string]);
  const number = toFloat(value);
  if (number !== undefined) return number === 1 ? singular : plural;
  if (isText(value)) return '';
  const length = lengthOf(value);
  return length === undefined ? '' : length === 1 ? singular : plural;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof Map || value instanceof Set) return value.size;
  const { length } = value as { length?: unknown };
  if (typeof length === 'number') return length;
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null ? Object.keys(value).length : undefined;
}
