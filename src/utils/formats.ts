import { format as formatDate, timeFormat as formatTime } from './dateformat.ts';
import type { LocaleFormats } from './locale/locale-data.ts';
import { formatsOf, localeChanges } from './locale/registry.ts';
import { type LocaleSettings, localeSettings } from './locale-settings.ts';
import { momentOf } from './moment.ts';
import { format, formatNumber, type NumberFormat } from './numberformat.ts';
import { str } from './python-str.ts';
import type { SafeString } from './safe-string.ts';
import { getLanguage } from './translation/active-language.ts';
import { perLanguage } from './translation/per-language.ts';

/** Names of formats: those that settings have, and what forms read. */
export type FormatType = keyof LocaleFormats;
type FormatValue = string | number | readonly number[] | readonly string[];

let cache = new Map<string, FormatValue>();
let cachedFor: unknown;
let cachedChanges = -1;

/**
 * A format of the active language: `getFormat('DATE_FORMAT')`. What the language does not say is as the settings say; a name
 * that is no format is a format itself: `getFormat('Y-m-d')` is `'Y-m-d'`.
 * @param language another language; null for that of the settings alone
 */
export function getFormat(type: string, language: string | null = getLanguage()): FormatValue {
  const settings = localeSettings();
  if (cachedFor !== settings || cachedChanges !== localeChanges()) {
    cache = new Map();
    cachedFor = settings;
    cachedChanges = localeChanges();
  }
  const key = `${language}\0${type}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = look(type, language, settings);
    if (cache.size > 10_000) cache.clear();
    cache.set(key, found);
  }
  return found;
}

function look(type: string, language: string | null, settings: LocaleSettings): FormatValue {
  for (const formats of language === null ? [] : formatsOf(language)) {
    const value = formats[type as FormatType];
    if (value !== undefined) return withIso(type, value);
  }
  if (!NAMES.has(type)) return type;
  return (
    (settings as unknown as Record<string, FormatValue | undefined>)[type] ??
    formatsOf('en')[0]![type as FormatType]!
  );
}

const NAMES: ReadonlySet<string> = new Set(Object.keys(formatsOf('en')[0]!));

/** What every language accepts besides its own. */
const ISO: Readonly<Record<string, readonly string[]>> = {
  DATE_INPUT_FORMATS: ['%Y-%m-%d'],
  TIME_INPUT_FORMATS: ['%H:%M:%S', '%H:%M:%S.%f', '%H:%M'],
  DATETIME_INPUT_FORMATS: ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M', '%Y-%m-%d'],
};

function withIso(type: string, value: FormatValue): FormatValue {
  const iso = ISO[type];
  if (iso === undefined) return value;
  const own = value as readonly string[];
  return [...own, ...iso.filter((format) => !own.includes(format))];
}

function language(useL10n: boolean | undefined): string | null {
  return useL10n === false ? null : getLanguage();
}

/** A date as the language writes it. @param name the name of a format, or one itself; `DATE_FORMAT` unless given */
export function dateFormat(value: unknown, name = 'DATE_FORMAT', useL10n?: boolean): string {
  return formatDate(value, String(getFormat(name, language(useL10n))));
}

/** A time as the language writes it. */
export function timeFormat(value: unknown, name = 'TIME_FORMAT', useL10n?: boolean): string {
  return formatTime(value, String(getFormat(name, language(useL10n))));
}

/** A number as the language writes it. */
export function numberFormat(
  value: number | bigint | string | { toString(): string },
  decimalPos?: number | null,
  useL10n?: boolean,
  forceGrouping = false,
): string {
  return formatNumber(value, optionsOf(decimalPos, useL10n, forceGrouping));
}

/** As `numberFormat()`; a whole number that is written as it is comes back as safe text. */
export function markedNumber(
  value: number | bigint | string | { toString(): string },
  decimalPos?: number | null,
  useL10n?: boolean,
  forceGrouping = false,
): string | SafeString {
  return format(value, optionsOf(decimalPos, useL10n, forceGrouping));
}

function optionsOf(
  decimalPos: number | null | undefined,
  useL10n: boolean | undefined,
  forceGrouping: boolean,
): NumberFormat {
  const { decimal, grouping, thousand } = useL10n === false ? symbolsOf(null) : activeSymbols();
  return {
    decimalSeparator: decimal,
    decimalPos,
    grouping,
    thousandSeparator: thousand,
    forceGrouping,
    useL10n: useL10n ?? true,
  };
}

interface NumberSymbols {
  readonly decimal: string;
  readonly grouping: number | readonly number[];
  readonly thousand: string;
}

function symbolsOf(language: string | null): NumberSymbols {
  return {
    decimal: String(getFormat('DECIMAL_SEPARATOR', language)),
    grouping: getFormat('NUMBER_GROUPING', language) as number | readonly number[],
    thousand: String(getFormat('THOUSAND_SEPARATOR', language)),
  };
}

const activeSymbols = perLanguage(symbolsOf);

/** Whether numbers appear in the active language as they do in code: with a point, and no groups. */
export function writesPlainNumbers(): boolean {
  return !localeSettings().USE_THOUSAND_SEPARATOR && activeSymbols().decimal === '.';
}

/** Whether a value is a number that is written with separators. */
export function isNumber(value: unknown): value is number | bigint | { toString(): string } {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { toFixed?: unknown }).toFixed === 'function'
  );
}

/** Dates, times and numbers as the language writes them; undefined for everything else. */
export function localized(value: unknown, useL10n?: boolean): string | undefined {
  if (isNumber(value)) return useL10n === false ? undefined : numberFormat(value, null, useL10n);
  const moment = momentOf(value);
  if (moment === undefined) return undefined;
  if (moment.kind === 'time') return timeFormat(value, 'TIME_FORMAT', useL10n);
  return dateFormat(value, moment.kind === 'date' ? 'DATE_FORMAT' : 'DATETIME_FORMAT', useL10n);
}

/** As `localized()`; other values come back as they are. */
export function localize(value: unknown, useL10n?: boolean): unknown {
  if (typeof value === 'boolean') return str(value);
  if (isNumber(value)) return useL10n === false ? str(value) : markedNumber(value, null, useL10n);
  return localized(value, useL10n) ?? value;
}
