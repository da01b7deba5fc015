import { makeDate } from './precise-date.ts';
import { type Duration, type PlainDate, type PlainTime, temporal } from './temporal.ts';
import { instantOf } from './zone-offset.ts';

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const TIME = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d{0,6})?)?$/;
const DATETIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d{0,6})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const DURATION =
  /^(?:(-?\d+) (?:days?, )?)?(-?)((?:(\d+):)(?=\d+:\d+))?(?:(\d+):)?(\d+)(?:[.,](\d{1,6})\d{0,6})?$/;
const ISO_DURATION =
  /^([+-]?)P(?:([+-]?\d+(?:[.,]\d+)?)D)?(?:T(?:([+-]?\d+(?:[.,]\d+)?)H)?(?:([+-]?\d+(?:[.,]\d+)?)M)?(?:([+-]?\d+(?:[.,]\d+)?)S)?)?$/;

/** `'2024-02-29'`; undefined when it isn't written like a date. @throws RangeError for a day that doesn't exist */
export function parseDate(text: string): PlainDate | undefined {
  const parts = DATE.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day] = parts.map(Number) as [number, number, number, number];
  return temporal().PlainDate.from({ year, month, day }, { overflow: 'reject' });
}

/** `'07:08'`, `'07:08:09.123456'`; undefined when it isn't written like a time. @throws RangeError */
export function parseTime(text: string): PlainTime | undefined {
  const parts = TIME.exec(text);
  if (parts === null) return undefined;
  const micro = fraction(parts[4]);
  return temporal().PlainTime.from(
    {
      hour: Number(parts[1]),
      minute: Number(parts[2]),
      second: Number(parts[3] ?? 0),
      millisecond: Math.floor(micro / 1000),
      microsecond: micro % 1000,
    },
    { overflow: 'reject' },
  );
}

/**
 * `'2024-02-29 07:08:09.123456+02:00'`; undefined when it isn't written like a moment.
 * @param zone whose clock it is when the text says nothing of that
 * @throws RangeError for a moment that doesn't exist
 */
export function parseDateTime(text: string, zone: string): Date | undefined {
  const parts = DATETIME.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute] = parts.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const second = Number(parts[6] ?? 0);
  const micro = fraction(parts[7]);
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  wall.setUTCHours(hour, minute, second, Math.floor(micro / 1000));
  if (
    wall.getUTCMonth() !== month - 1 ||
    wall.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    throw new RangeError(`'${text}' is no moment of the calendar.`);
  }
  const offset = parts[8];
  const instant = offset === undefined ? instantOf(zone, wall.getTime()) : wall.getTime() - offsetOf(offset);
  return makeDate(instant, micro % 1000);
}

/** `'3 days, 04:05:06.789'`, `'4 1:15:20'`, `'15:30'` (minutes), ISO 8601's `'P4DT1H'`; undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const parts = DURATION.exec(text);
  if (parts !== null) {
    const sign = parts[2] === '-' ? -1 : 1;
    const hours = parts[4] === undefined ? 0 : Number(parts[4]);
    const seconds = (hours * 60 + Number(parts[5] ?? 0)) * 60 + Number(parts[6]);
    return durationOf(Number(parts[1] ?? 0), sign * (seconds * 1_000_000 + fraction(parts[7])));
  }
  const iso = ISO_DURATION.exec(text);
  if (iso === null || iso.slice(2).every((part) => part === undefined)) return undefined;
  const [days, hours, minutes, seconds] = iso.slice(2).map((part) => Number((part ?? '0').replace(',', '.')));
  const sign = iso[1] === '-' ? -1 : 1;
  const micro = Math.round((((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1_000_000);
  return durationOf(0, sign * micro);
}

/** A duration in days and below, as databases hold it. */
export function durationOf(days: number, microseconds: number): Duration {
  const { Duration } = temporal();
  return Duration.from({ days })
    .add(Duration.from({ microseconds }))
    .round({ largestUnit: 'day', smallestUnit: 'microsecond' });
}

/** `'5'` behind the point is half a second: 500,000 microseconds. */
function fraction(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.padEnd(6, '0'));
}

function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = text.length > 3 ? Number(text.slice(-2)) : 0;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
