import { asciiDigits } from '../../utils/ascii-digits.ts';
import { isText } from '../../utils/text-object.ts';
import { strip } from '../../utils/whitespace.ts';
import { TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';

/** An argument as Python's `int()` reads it; undefined when it can't. */
export function toInt(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : undefined;
  if (typeof value === 'bigint') return Number(value);
  if (isText(value)) {
    const text = asciiDigits(strip(value.toString()));
    return /^[+-]?\d+(?:_\d+)*$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
  }
  const number = isNumeric(value) ? Number(value.valueOf()) : Number.NaN;
  return Number.isFinite(number) ? Math.trunc(number) : undefined;
}

/** A Decimal or another object that stands for a number. */
function isNumeric(value: unknown): value is { valueOf(): unknown; toFixed(): string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { toFixed?: unknown }).toFixed === 'function'
  );
}

/** As `toInt()`, of any size. */
export function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (isText(value)) {
    const text = asciiDigits(strip(value.toString())).replace(/^\+/, '');
    return /^-?\d+(?:_\d+)*$/.test(text) ? BigInt(text.replaceAll('_', '')) : undefined;
  }
  if (isNumeric(value) && !(value instanceof Number)) {
    const digits = /^-?\d+/.exec(value.toFixed())?.[0];
    return digits === undefined ? undefined : BigInt(digits);
  }
  const number = toInt(value);
  return number === undefined ? undefined : BigInt(number);
}

/**
 * An argument as Python's `int()` reads it, a bigint where a number can't hold it. undefined for a text that is no number.
 * @throws TemplateValueError for what is neither a number nor a text, and for infinity
 */
export function integerOf(value: unknown): number | bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const number = toBigInt(value);
  if (number !== undefined) return compact(number);
  if (isText(value)) return undefined;
  if (typeof value !== 'number' && !isNumeric(value))
    throw new TemplateValueError(`The filter needs a whole number, and was given ${briefly(value)}.`);
  if (Number.isNaN(Number(value.valueOf()))) return undefined;
  throw new TemplateValueError('Infinity is no whole number.');
}

/** As `integerOf()`, undefined for everything that is no number. @throws TemplateValueError for infinity */
export function wholeNumber(value: unknown): number | bigint | undefined {
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isNumber || isText(value) || isNumeric(value) ? integerOf(value) : undefined;
}

/** A number where it is exact, else the bigint. */
export function compact(value: bigint): number | bigint {
  return value >= -MAX_SAFE && value <= MAX_SAFE ? Number(value) : value;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** As Python's `float()` reads it; undefined when it can't. */
export function toFloat(value: unknown): number | undefined {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return Number(value);
  if (isText(value)) {
    const text = asciiDigits(strip(value.toString())).replaceAll('_', '').toLowerCase();
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text)) return Number(text);
    const special = /^([+-]?)(?:(inf(?:inity)?)|nan)$/.exec(text);
    if (special === null) return undefined;
    return special[2] === undefined
      ? Number.NaN
      : special[1] === '-'
        ? Number.NEGATIVE_INFINITY
        : Number.POSITIVE_INFINITY;
  }
  if (isNumeric(value)) return Number(value.valueOf());
  return undefined;
}
