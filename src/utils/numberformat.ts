import { localeSettings } from './locale-settings.ts';
import { str } from './python-str.ts';
import { SafeString } from './safe-string.ts';
import { isText } from './text-object.ts';

export interface NumberFormat {
  decimalSeparator: string;
  /** Digits behind the point, cut or filled with zeros; as many as there are unless given. */
  decimalPos?: number | null | undefined;
  grouping?: number | readonly number[];
  thousandSeparator?: string;
  /** Group even where the settings don't ask for it. */
  forceGrouping?: boolean;
  /** Follow the settings about grouping; yes unless told not to. */
  useL10n?: boolean;
}

/** More digits than this are written with an exponent. */
const MAX_DIGITS = 200;

/**
 * Write a number with these separators. Digits beyond `decimalPos` are cut and not rounded. Whole numbers that need no change
 * come back as safe text.
 */
export function format(
  value: number | bigint | string | { toString(): string } | null | undefined,
  options: NumberFormat,
): string | SafeString {
  if (value === null || value === undefined || value === '') return new SafeString(str(value));
  const text = formatNumber(value, options);
  return isBareInteger(value, options) ? new SafeString(text) : text;
}

/** Whether a whole number is written as it is, without groups and decimals: such text is safe. */
export function isBareInteger(value: unknown, options: Omit<NumberFormat, 'decimalSeparator'>): boolean {
  const isWhole = (typeof value === 'number' && Number.isInteger(value)) || typeof value === 'bigint';
  return (isWhole || typeof value === 'boolean') && !isGrouped(options) && !options.decimalPos;
}

function isGrouped({ grouping = 0, forceGrouping = false, useL10n = true }: Partial<NumberFormat>): boolean {
  return ((useL10n && localeSettings().USE_THOUSAND_SEPARATOR) || forceGrouping) && grouping !== 0;
}

/** As `format()`, always as a string. */
export function formatNumber(
  value: number | bigint | string | { toString(): string },
  options: NumberFormat,
): string {
  const { decimalPos = null, grouping = 0 } = options;
  const groups = isGrouped(options);
  if (typeof value === 'number' && Number.isInteger(value) && !groups && !decimalPos) return str(value);
  return formatText(plainText(value, decimalPos), { ...options, grouping: groups ? grouping : 0 });
}

function formatText(text: string, options: NumberFormat): string {
  const { decimalPos = null, grouping = 0, thousandSeparator = '', decimalSeparator } = options;
  const exponent = /^(.*)e([+-]?\d+)$/i.exec(text);
  if (exponent !== null) return `${formatText(exponent[1]!, options)}e${exponent[2]}`;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = text.slice(sign.length).split('.', 2) as [string, string?];
  const cut = decimalPos === null ? fraction : fraction.slice(0, decimalPos).padEnd(decimalPos, '0');
  const grouped = grouping === 0 ? whole : group(whole, grouping, thousandSeparator);
  return sign + grouped + (cut === '' ? '' : decimalSeparator + cut);
}

/** A number as digits, without an exponent unless there would be very many. */
function plainText(value: { toString(): string }, decimalPos: number | null): string {
  const text = str(value);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?e([+-]?\d+)$/i.exec(text);
  const digits = text.replace(/[^\d]/g, '').length;
  if (match === null) return isDecimal(value) ? tooLong(tiny(text, decimalPos), digits) : text;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  const power = Number(exponent);
  if (whole.length + fraction.length + Math.abs(power - fraction.length) > MAX_DIGITS) {
    if (decimalPos !== null && power < -decimalPos) return '0';
    return scientific(sign, whole + fraction, power + whole.length - 1);
  }
  return tiny(sign + shift(whole, fraction, power), decimalPos);
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(isText(value) || value instanceof Number);
}

/** Too small to show is 0, without a sign. */
function tiny(text: string, decimalPos: number | null): string {
  if (decimalPos === null) return text;
  const shown = text.replace('-', '').split('.', 2);
  const isZero = /^0*$/.test(shown[0]!) && /^0*$/.test((shown[1] ?? '').slice(0, decimalPos));
  return isZero ? '0' : text;
}

function tooLong(text: string, digits: number): string {
  if (digits <= MAX_DIGITS) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = text.slice(sign.length).split('.', 2) as [string, string?];
  return scientific(sign, whole + fraction, whole.length - 1);
}

function scientific(sign: string, digits: string, power: number): string {
  const significant = digits.replace(/^0+/, '');
  const moved = power - (digits.length - significant.length);
  const text = significant.length > 1 ? `${significant[0]}.${significant.slice(1)}` : significant;
  return `${sign}${text}e${moved < 0 ? '-' : '+'}${Math.abs(moved)}`;
}

function shift(whole: string, fraction: string, power: number): string {
  if (power >= 0) {
    const digits = whole + fraction.padEnd(power, '0');
    const point = whole.length + power;
    return digits.length > point ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
  }
  const digits = whole.padStart(1 - power, '0') + fraction;
  const point = digits.length - fraction.length + power;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function group(digits: string, grouping: number | readonly number[], separator: string): string {
  const sizes = typeof grouping === 'number' ? [grouping, 0] : [...grouping];
  let size = sizes.shift()!;
  let rest = digits;
  let text = '';
  while (size > 0 && rest.length > size) {
    text = separator + rest.slice(-size) + text;
    rest = rest.slice(0, -size);
    size = sizes.shift() || size;
  }
  return rest + text;
}
