import { instantOf, zoneOffset } from '../../../../utils/zone-offset.ts';
import { formatWallTime, parseWallTime, type WallTime } from '../../base/wall-time.ts';

const DAY = 86_400_000;

/**
 * A stored moment as a clock in `zone` shows it: stored in `stored`, the zone of the connection. A zone of its own kind,
 * `Asia/Seoul+02`, is one that is ahead by so much more, which Django writes for `UTC+02`.
 */
export function localWallTime(text: unknown, zone: unknown, stored: unknown): WallTime | undefined {
  if (typeof text !== 'string') return undefined;
  const wall = parseWallTime(text);
  if (wall === undefined || typeof zone !== 'string' || zone === stored) return wall;
  const instant = typeof stored === 'string' ? instantOf(stored, wall.milliseconds) : wall.milliseconds;
  return { milliseconds: instant + zoneOffset(zone, instant), microseconds: wall.microseconds };
}

/** The start of the period that a moment is in. */
export function truncate(kind: string, wall: WallTime): WallTime | undefined {
  const date = new Date(wall.milliseconds);
  switch (kind) {
    case 'year':
      date.setUTCMonth(0, 1);
      break;
    case 'quarter':
      date.setUTCMonth(Math.floor(date.getUTCMonth() / 3) * 3, 1);
      break;
    case 'month':
      date.setUTCDate(1);
      break;
    case 'week':
      date.setTime(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
      break;
    case 'day':
      break;
    case 'hour':
      date.setUTCMinutes(0, 0, 0);
      return { milliseconds: date.getTime(), microseconds: 0 };
    case 'minute':
      date.setUTCSeconds(0, 0);
      return { milliseconds: date.getTime(), microseconds: 0 };
    case 'second':
      date.setUTCMilliseconds(0);
      return { milliseconds: date.getTime(), microseconds: 0 };
    default:
      return undefined;
  }
  date.setUTCHours(0, 0, 0, 0);
  return { milliseconds: date.getTime(), microseconds: 0 };
}

/** A part of a moment by Django's name for it. */
export function extract(kind: string, wall: WallTime): number | null {
  const date = new Date(wall.milliseconds);
  switch (kind) {
    case 'year':
      return date.getUTCFullYear();
    case 'month':
      return date.getUTCMonth() + 1;
    case 'day':
      return date.getUTCDate();
    case 'hour':
      return date.getUTCHours();
    case 'minute':
      return date.getUTCMinutes();
    case 'second':
      return date.getUTCSeconds();
    case 'microsecond':
      return date.getUTCMilliseconds() * 1000 + wall.microseconds;
    case 'week_day':
      return date.getUTCDay() + 1;
    case 'iso_week_day':
      return ((date.getUTCDay() + 6) % 7) + 1;
    case 'week':
      return isoWeek(date).week;
    case 'iso_year':
      return isoWeek(date).year;
    case 'quarter':
      return Math.ceil((date.getUTCMonth() + 1) / 3);
    default:
      return null;
  }
}

function isoWeek(date: Date): { year: number; week: number } {
  const day = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date);
  thursday.setUTCHours(0, 0, 0, 0);
  thursday.setUTCDate(date.getUTCDate() - day + 3);
  const first = new Date(thursday);
  first.setUTCMonth(0, 1);
  const week = 1 + Math.floor((thursday.getTime() - first.getTime()) / (7 * DAY));
  return { year: thursday.getUTCFullYear(), week };
}

/** `2024-05-06 07:08:09` gives its date or its time alone. */
export function datePart(wall: WallTime): string {
  return formatWallTime(wall).slice(0, 10);
}

export function timePart(wall: WallTime): string {
  return formatWallTime(wall).slice(11);
}

/** A time of day on the first of January 1900, so that the functions for moments can read it. */
export function timeOfDay(text: unknown): WallTime | undefined {
  return typeof text === 'string' ? parseWallTime(text.length > 15 ? text : `1900-01-01 ${text}`) : undefined;
}

/** Microseconds between two moments, both as stored. */
export function difference(left: WallTime, right: WallTime): number {
  return (left.milliseconds - right.milliseconds) * 1000 + (left.microseconds - right.microseconds);
}

/** A moment so many microseconds later. */
export function shift(wall: WallTime, microseconds: number): WallTime {
  const total = wall.microseconds + microseconds;
  const carried = Math.floor(total / 1000);
  return { milliseconds: wall.milliseconds + carried, microseconds: total - carried * 1000 };
}
