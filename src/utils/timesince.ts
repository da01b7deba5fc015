import { interpolate } from './interpolate.ts';
import { localeSettings } from './locale-settings.ts';
import { asUtc, epochOf, inZone, type Moment, momentOf } from './moment.ts';
import { gettext, ngettext } from './translation/gettext.ts';
import { currentZone, wallClockOf } from './wall-clock.ts';

export const TIME_UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export interface TimesinceOptions {
  /** How many units next to each other are named; 2 unless given. */
  depth?: number;
  /** The words for a number of a unit, in place of the translated ones. */
  unitText?: (unit: TimeUnit, count: number) => string;
}

const CHUNKS = [7 * 86_400, 86_400, 3600, 60];
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The time from a date to now in words: `2 weeks, 3 days`. `0 minutes` when the date is ahead. Between number and unit stands a
 * space that does not break.
 * @throws TypeError for what is no date
 */
export function timesince(value: unknown, now?: unknown, options: TimesinceOptions = {}): string {
  return difference(value, now, false, options);
}

/** The time from now to a date: `timesince()` the other way round. */
export function timeuntil(value: unknown, now?: unknown, options: TimesinceOptions = {}): string {
  return difference(value, now, true, options);
}

function difference(
  value: unknown,
  nowValue: unknown,
  isReversed: boolean,
  options: TimesinceOptions,
): string {
  const { depth = 2, unitText = defaultUnitText } = options;
  if (depth <= 0) throw new RangeError('depth has to be greater than 0.');
  const date = dateTime(value);
  const now = nowFor(date, nowValue);
  const [from, to] = isReversed ? [now, date] : [date, now];
  const counts = partsBetween(from, to);
  const first = counts?.findIndex((count) => count !== 0) ?? -1;
  if (counts === undefined || first < 0) return avoidWrapping(unitText('minute', 0));
  const parts: string[] = [];
  for (let i = first; i < TIME_UNITS.length && parts.length < depth && counts[i] !== 0; i++) {
    parts.push(avoidWrapping(unitText(TIME_UNITS[i]!, counts[i]!)));
  }
  return parts.join(gettext(', '));
}

function dateTime(value: unknown): Moment {
  const moment = momentOf(value);
  if (moment === undefined || moment.kind === 'time')
    throw new TypeError('timesince() needs a date, or a date and time.');
  return moment.kind === 'date' ? { ...moment, kind: 'datetime' } : moment;
}

function nowFor(date: Moment, given: unknown): Moment {
  if (given === undefined || given === null) {
    const zone = date.zone ?? localeSettings().TIME_ZONE;
    const wall = wallClockOf(new Date(), zone);
    return { ...wall, kind: 'datetime', zone: date.zone, offset: undefined };
  }
  const now = dateTime(given);
  if ((now.zone === undefined) !== (date.zone === undefined)) {
    throw new TypeError('A time with a zone and one without cannot be compared.');
  }
  return now.zone === undefined ? now : inZone(now, date.zone ?? currentZone());
}

/** Years, months, weeks, days, hours, minutes; undefined when there is no time between. */
function partsBetween(from: Moment, to: Moment): number[] | undefined {
  if (secondsBetween(from, to) <= 0) return undefined;
  let months = (to.year - from.year) * 12 + (to.month - from.month);
  if (from.day > to.day || (from.day === to.day && timeOfDay(from) > timeOfDay(to))) months--;
  let rest = secondsBetween(months > 0 ? later(from, months) : from, to);
  const counts = [Math.floor(months / 12), months % 12];
  for (const chunk of CHUNKS) {
    counts.push(Math.floor(rest / chunk));
    rest %= chunk;
  }
  return counts;
}

function later(from: Moment, months: number): Moment {
  const month0 = from.month - 1 + (months % 12);
  const year = from.year + Math.floor(months / 12) + Math.floor(month0 / 12);
  const month = (month0 % 12) + 1;
  return { ...from, year, month, day: Math.min(MONTH_DAYS[month - 1]!, from.day), microsecond: 0 };
}

function timeOfDay(m: Moment): number {
  return (m.hour * 60 + m.minute) * 60 + m.second + m.microsecond / 1e6;
}

/** As their clocks show it, so that a day with a change of clocks is a day. */
function secondsBetween(from: Moment, to: Moment): number {
  const sameZone = from.zone === to.zone;
  const distance = sameZone ? asUtc(to) - asUtc(from) : epochOf(to) - epochOf(from);
  return Math.floor((distance * 1000 + (to.microsecond % 1000) - (from.microsecond % 1000)) / 1e6);
}

function defaultUnitText(unit: TimeUnit, count: number): string {
  return interpolate(ngettext(`%(num)d ${unit}`, `%(num)d ${unit}s`, count), { num: count });
}

/** Spaces become ones that don't break. */
export function avoidWrapping(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
