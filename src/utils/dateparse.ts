import { type Duration, type PlainDate, type PlainTime, temporal } from './temporal.ts';
import { dateFromWallClock, plainDateOf, plainTimeOf, type WallClock } from './wall-clock.ts';

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
/** A date alone is a moment only when it is written in full. */
const FULL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const BASIC_DATE = /^(\d{4})(\d{2})(\d{2})$/;
const TIME = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d{0,6})?)?$/;
const BASIC_TIME = /^(\d{2})(?:(\d{2})(?:(\d{2})(?:[.,](\d{1,6})\d{0,6})?)?)?$/;
const ZONE = /\s*(Z|[+-]\d{2}(?::?\d{2})?)$/;

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
  const parts = DATE.exec(text) ?? BASIC_DATE.exec(text);
  return parts === null ? undefined : plainDateOf(checkedClock(parts, undefined));
}

/**
 * `14:30`, `14:30:59`, `14:30:59.000200`. A zone behind it is passed over: a time of day has none.
 * @returns undefined for what isn't written like a time
 * @throws RangeError for a time that no clock shows
 */
export function parseTime(text: string): PlainTime | undefined {
  const clock = text.replace(/(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$/, '');
  const parts = TIME.exec(clock) ?? BASIC_TIME.exec(clock);
  return parts === null ? undefined : plainTimeOf(checkedClock(undefined, parts));
}

/**
 * `2006-10-25 14:30:59`, with a `T` in between or a zone behind it (`Z`, `+09:00`).
 * @returns undefined for what isn't written like that
 * @throws RangeError for a day or a time that doesn't exist
 */
export function parseDateTime(text: string): ParsedDateTime | undefined {
  const [datePart, timePart = ''] = text.split(/[T ](.*)/s, 2) as [string, string?];
  const loose = text.length > datePart.length;
  const date = (loose ? DATE : FULL_DATE).exec(datePart) ?? BASIC_DATE.exec(datePart);
  if (date === null) return undefined;
  const zone = ZONE.exec(timePart);
  const clock = zone === null ? timePart : timePart.slice(0, zone.index);
  const time = TIME.exec(clock) ?? BASIC_TIME.exec(clock);
  if (time === null && text.length > datePart.length) return undefined;
  return { ...checkedClock(date, time ?? undefined), zone: zoneName(zone?.[1]) };
}

/** The instant of a parsed date and time, read in its own zone or, where it has none, in the current one. */
export function toInstant(parsed: ParsedDateTime): Date {
  return dateFromWallClock(parsed, parsed.zone);
}

function zoneName(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (written === 'Z') return 'UTC';
  const digits = written.slice(1).replace(':', '').padEnd(4, '0');
  return `${written[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

type Parts = RegExpExecArray | undefined;

function checkedClock(date: Parts, time: Parts): WallClock {
  const clock = {
    year: Number(date?.[1] ?? 1970),
    month: Number(date?.[2] ?? 1),
    day: Number(date?.[3] ?? 1),
    hour: Number(time?.[1] ?? 0),
    minute: Number(time?.[2] ?? 0),
    second: Number(time?.[3] ?? 0),
    microsecond: Number((time?.[4] ?? '').padEnd(6, '0')),
  };
  const day = new Date(0);
  day.setUTCFullYear(clock.year, clock.month - 1, clock.day);
  if (clock.year < 1 || day.getUTCMonth() !== clock.month - 1 || clock.day < 1) {
    throw new RangeError(`There is no day ${clock.year}-${clock.month}-${clock.day}.`);
  }
  if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) {
    throw new RangeError(`No clock shows ${clock.hour}:${clock.minute}:${clock.second}.`);
  }
  return clock;
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
