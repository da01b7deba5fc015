import { getFormat, isNumber, markedNumber } from './formats.ts';
import { localeSettings } from './locale-settings.ts';
import { momentOf } from './moment.ts';
import { strftime } from './strftime.ts';
import { isText } from './text-object.ts';

const INPUT_FORMATS = {
  date: 'DATE_INPUT_FORMATS',
  time: 'TIME_INPUT_FORMATS',
  datetime: 'DATETIME_INPUT_FORMATS',
} as const;

/** Names of the lists of formats in which dates and times are read. */
export type InputFormats = (typeof INPUT_FORMATS)[keyof typeof INPUT_FORMATS];

/** The formats in which the active language reads dates or times, the one it writes first. */
export function inputFormats(name: InputFormats): readonly string[] {
  return getFormat(name) as readonly string[];
}

/**
 * A number, a date or a time as it is typed into an input in the active language; everything else as it is.
 * @param format strftime's letters, in place of the language's first input format
 */
export function localizeInput(value: unknown, format?: string): unknown {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isNumber(value)) return markedNumber(value);
  const moment = momentOf(value);
  return moment === undefined
    ? value
    : strftime(moment, format ?? inputFormats(INPUT_FORMATS[moment.kind])[0]!);
}

/** A number as the active language writes it, in the notation that programs read: `1.234,5` is `1234.5` in German. */
export function sanitizeSeparators(value: unknown): unknown {
  return isText(value) ? sanitizedText(value.toString()) : value;
}

function sanitizedText(value: string): string {
  const separator = String(getFormat('DECIMAL_SEPARATOR'));
  const at = value.indexOf(separator);
  const whole = at === -1 ? value : value.slice(0, at);
  const decimals = at === -1 ? '' : `.${value.slice(at + separator.length)}`;
  return withoutThousands(whole) + decimals;
}

function withoutThousands(text: string): string {
  if (!localeSettings().USE_THOUSAND_SEPARATOR) return text;
  const separator = String(getFormat('THOUSAND_SEPARATOR'));
  if (separator === '') return text;
  const groups = text.split('.');
  // One dot with other than three digits behind it was meant as a decimal point.
  if (separator === '.' && groups.length === 2 && groups[1]!.length !== 3) return text;
  return text.replaceAll(separator, '').replaceAll(separator.normalize('NFKD'), '');
}
