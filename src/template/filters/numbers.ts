import { isText } from '../../utils/text-object.ts';
/** An argument as Python's `int()` reads it; undefined when it can't. */
export function toInt(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : undefined;
  if (typeof value === 'bigint') return Number(value);
  if (isText(value)) {
    const text = asciiDigits(value.trim());
    return /^[+-]?\d+(?:_\d+)*$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
  }
  if (typeof value !== 'object' || value === null || !isNumeric(value)) return undefined;
  const number = Number(value.valueOf());
  return Number.isFinite(number) ? Math.trunc(number) : undefined;
}

/** A Decimal or another object that stands for a number. */
function isNumeric(value: unknown): boolean {
  return typeof (value as { toFixed?: unknown }).toFixed === 'function';
}

/** As `toInt()`, of any size. */
export function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (isText(value)) {
    const text = asciiDigits(value.trim()).replace(/^\+/, '');
    return /^-?\d+(?:_\d+)*$/.test(text) ? BigInt(text.replaceAll('_', '')) : undefined;
  }
  const number = toInt(value);
  return number === undefined ? undefined : BigInt(number);
}

/** As Python's `float()` reads it; undefined when it can't. */
export function toFloat(value: unknown): number | undefined {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return Number(value);
  if (isText(value)) {
    const text = asciiDigits(value.trim()).replaceAll('_', '').toLowerCase();
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text)) return Number(text);
    const special = /^([+-]?)(?:(inf(?:inity)?)|nan)$/.exec(text);
    if (special === null) return undefined;
    return special[2] === undefined
      ? Number.NaN
      : special[1] === '-'
        ? Number.NEGATIVE_INFINITY
        : Number.POSITIVE_INFINITY;
  }
  if (typeof value === 'object' && value !== null && isNumeric(value)) return Number(value.valueOf());
  return undefined;
}

/** Digits of any script as those of ASCII: `\u0664\u0662` is `42`. */
export function asciiDigits(text: string): string {
  return /[^\0-\x7f]/.test(text) ? text.replace(/\p{Nd}/gu, digitValue) : text;
}

/** Digits come in rows of ten. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return String((code - start) % 10);
}
