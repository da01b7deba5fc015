import { asciiDigits } from './ascii-digits.ts';
import { isoWeek } from './calendar.ts';
import { type Duration, type PlainDate, type PlainTime, temporal } from './temporal.ts';
import { dateFromWallClock, plainDateOf, plainTimeOf, type WallClock } from './wall-clock.ts';

/** As Python's `fromisoformat()` reads them: in full, with separators or without. */
const ISO_DATE = String.raw`(?<year>\d{4})(?<dash>-?)(?:(?<month>\d\d)\k<dash>(?<day>\d\d)|W(?<week>\d\d)(?:\k<dash>(?<weekday>\d))?)`;
const FRACTION = String.raw`(?:[.,](?<microsecond>\d+))?`;
const ISO_TIME = String.raw`(?<hour>\d\d)(?:(?<colon>:?)(?<minute>\d\d)(?:\k<colon>(?<second>\d\d)${FRACTION})?)?`;
const ISO_ZONE = String.raw`(?<zone>Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?`;
const STRICT_DATE = new RegExp(`^${ISO_DATE}$`);
const STRICT_TIME = new RegExp(`^T?${ISO_TIME}${ISO_ZONE}$`);
const STRICT = new RegExp(`^${ISO_DATE}(?:.${ISO_TIME}${ISO_ZONE})?$`, 'su');
/** And as people write them, with single digits. */
const DAY = String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<microsecond>\d{1,6})\d{0,6})?)?`;
const LOOSE_DATE = new RegExp(`^${DAY}$`);
const LOOSE_TIME = new RegExp(`^${CLOCK}$`);
const LOOSE = new RegExp(`^${DAY}[T ]${CLOCK}\\s*(?<zone>Z|[+-]\\d{2}(?::?\\d{2})?)?$`);

/** A date with a time as it was written; `offset` is there when a zone was. */
export interface ParsedDateTime extends WallClock {
  /** `'+09:00'`, as zones are named; undefined for a time that says nothing of its zone. */
  readonly zone: string | undefined;
}

/**
 * `2006-10-25` and other spellings of ISO 8601.
 * @returns undefined for what isn't written like a date
 * @throws RangeError for a day that doesn't exist
 */
export function parseDate(text: string): PlainDate | undefined {
  const clock = exactClock(STRICT_DATE.exec(text)) ?? checkedClock(LOOSE_DATE.exec(asciiDigits(text)));
  return clock && plainDateOf(clock);
}

/**
 * `14:30`, `14:30:59`, `14:30:59.000200`. A zone behind it is passed over: a time of day has none.
 * @returns undefined for what isn't written like a time
 * @throws RangeError for a time that no clock shows
 */
export function parseTime(text: string): PlainTime | undefined {
  const clock = exactClock(STRICT_TIME.exec(text)) ?? checkedClock(LOOSE_TIME.exec(asciiDigits(text)));
  return clock && plainTimeOf(clock);
}

/**
 * `2006-10-25 14:30:59`, with a `T` in between or a zone behind it (`Z`, `+09:00`).
 * @returns undefined for what isn't written like that
 * @throws RangeError for a day or a time that doesn't exist
 */
export function parseDateTime(text: string): ParsedDateTime | undefined {
  const strict = STRICT.exec(text);
  const exact = exactClock(strict);
  const loose = exact === undefined ? LOOSE.exec(asciiDigits(text)) : strict;
  const clock = exact ?? checkedClock(loose);
  return clock && { ...clock, zone: zoneName(loose?.groups?.['zone']) };
}

/** The instant of a parsed date and time, read in its own zone or, where it has none, in the current one. */
export function toInstant(parsed: ParsedDateTime, zone?: string): Date {
  return dateFromWallClock(parsed, parsed.zone ?? zone);
}

function zoneName(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (written === 'Z') return 'UTC';
  const digits = written.slice(1).replace(':', '').padEnd(4, '0');
  return `${written[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** The day and time of a match; undefined when there is none, or no such day or time. */
function exactClock(match: RegExpExecArray | null): WallClock | undefined {
  if (match === null) return undefined;
  const clock = clockOf(match.groups!);
  return isDay(clock) && isTime(clock) ? clock : undefined;
}

/** @throws RangeError for a day or a time that doesn't exist */
function checkedClock(match: RegExpExecArray | null): WallClock | undefined {
  if (match === null) return undefined;
  const clock = clockOf(match.groups!);
  if (!isDay(clock)) throw new RangeError(`There is no day ${clock.year}-${clock.month}-${clock.day}.`);
  if (!isTime(clock)) throw new RangeError(`No clock shows ${clock.hour}:${clock.minute}:${clock.second}.`);
  return clock;
}

function clockOf(groups: Readonly<Record<string, string | undefined>>): WallClock {
  const number = (name: string, fallback: number) => Number(groups[name] ?? fallback);
  const day =
    groups['week'] === undefined
      ? { year: number('year', 1970), month: number('month', 1), day: number('day', 1) }
      : dayOfWeek(number('year', 1), number('week', 1), number('weekday', 1));
  return {
    ...day,
    hour: number('hour', 0),
    minute: number('minute', 0),
    second: number('second', 0),
    microsecond: Number((groups['microsecond'] ?? '').slice(0, 6).padEnd(6, '0')),
  };
}

/** A day of a week of ISO 8601; day 0 where the year has no such week. */
function dayOfWeek(year: number, week: number, weekday: number) {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 4);
  const monday = date.getUTCDate() - ((date.getUTCDay() + 6) % 7);
  date.setUTCDate(monday + (week - 1) * 7 + weekday - 1);
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  const found = isoWeek(day);
  return found.week === week && found.year === year && weekday >= 1 && weekday <= 7
    ? day
    : { ...day, day: 0 };
}

function isDay({ year, month, day }: WallClock): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year >= 1 && day >= 1 && date.getUTCMonth() === month - 1;
}

function isTime({ hour, minute, second }: WallClock): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

const STANDARD =
  /^(?:(?<days>-?\d+) (?:days?, )?)?(?<sign>-?)(?:(?<hours>\d+):(?=\d+:\d+))?(?:(?<minutes>\d+):)?(?<seconds>\d+)(?:[.,](?<fraction>\d{1,6})\d{0,6})?$/;
const ISO =
  /^(?<sign>[-+]?)P(?:(?<days>\d+(?:[.,]\d+)?)D)?(?:T(?:(?<hours>\d+(?:[.,]\d+)?)H)?(?:(?<minutes>\d+(?:[.,]\d+)?)M)?(?:(?<seconds>\d+(?:[.,]\d+)?)S)?)?$/;
const POSTGRES =
  /^(?:(?<days>-?\d+) (?:days? ?))?(?:(?<sign>[-+])?(?<hours>\d+):(?<minutes>\d\d):(?<seconds>\d\d)(?:\.(?<fraction>\d{1,6}))?)?$/;
const DAY_US = 86_400_000_000;
/** Days that a duration may have at most, as Python's timedelta. */
export const MAX_DURATION_DAYS = 999_999_999;

/**
 * `3 days, 04:05:06`, `04:05:06.5`, `90` (seconds), `P3DT4H` and PostgreSQL's `3 days 04:05:06`.
 * @returns undefined for what isn't written like a duration
 * @throws RangeError for more than 999,999,999 days
 */
export function parseDuration(text: string): Duration | undefined {
  const iso = ISO.exec(text);
  const parts = (STANDARD.exec(text) ?? iso ?? POSTGRES.exec(text))?.groups;
  if (parts === undefined) return undefined;
  const amount = (name: string) => Number((parts[name] ?? '0').replace(',', '.'));
  const sign = parts['sign'] === '-' ? -1 : 1;
  const daySign = iso === null ? 1 : sign;
  const clock = amount('hours') * 3600 + amount('minutes') * 60 + amount('seconds');
  const fraction = Number((parts['fraction'] ?? '').padEnd(6, '0'));
  const days = amount('days') * daySign;
  const microseconds = Math.round(clock * 1_000_000) + fraction;
  if (Math.abs(days) + microseconds / DAY_US > MAX_DURATION_DAYS + 1 || Math.abs(days) > MAX_DURATION_DAYS) {
    throw new RangeError(`A duration has at most ${MAX_DURATION_DAYS} days.`);
  }
  const whole = Math.trunc(days);
  return durationOf(whole, Math.round((days - whole) * DAY_US) + sign * microseconds);
}

/** A duration of days and microseconds, balanced so that both have the same sign. */
export function durationOf(days: number, microseconds: number): Duration {
  const { Duration: Make } = temporal();
  const balanced = Make.from({ microseconds }).add(Make.from({ hours: days * 24 }));
  return balanced.round({ largestUnit: 'day', smallestUnit: 'microsecond' });
}
