import { roundHalfEven } from '../../../../utils/round-half-even.ts';
import { formatWallTime, parseWallTime, type WallTime } from '../../base/wall-time.ts';
import type { SqlFunction } from '../driver.ts';
import {
  datePart,
  difference,
  extract,
  localWallTime,
  shift,
  timeOfDay,
  timePart,
  truncate,
} from './dates.ts';

function given<T>(wall: WallTime | undefined, use: (wall: WallTime) => T): T | null {
  return wall === undefined ? null : use(wall);
}

/** A JavaScript number would be a REAL to SQLite, which shows once it is made a text. */
function whole(value: number | null): bigint | null {
  return value === null ? null : BigInt(roundHalfEven(value));
}

function part(kind: unknown, wall: WallTime | undefined): bigint | null {
  return given(wall, (moment) => whole(extract(String(kind), moment)));
}

function truncated(
  kind: unknown,
  wall: WallTime | undefined,
  format: (wall: WallTime) => string,
): string | null {
  return given(wall, (moment) => {
    const start = truncate(String(kind), moment);
    return start === undefined ? null : format(start);
  });
}

/** Either a stored moment or a number of microseconds. */
function operand(value: unknown): WallTime | number | undefined {
  return typeof value === 'number' || typeof value === 'bigint'
    ? Number(value)
    : localWallTime(value, null, null);
}

/** `moment + duration`, `moment - duration` and durations among themselves. */
function combine(connector: unknown, left: unknown, right: unknown): string | bigint | null {
  if (left === null || right === null) return null;
  const a = operand(left);
  const b = operand(right);
  if (a === undefined || b === undefined) return null;
  const sign = String(connector).trim() === '-' ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number')
    return whole(arithmetic(String(connector).trim(), a, b));
  if (typeof a === 'object' && typeof b === 'number') return moved(left, a, sign, b);
  if (typeof a === 'number' && typeof b === 'object') return moved(right, b, sign, a);
  return null;
}

const DAY = 86_400_000_000;

/** A day stays a day, and moves by the whole days of the duration. */
function moved(operandText: unknown, moment: WallTime, sign: number, microseconds: number): string {
  if (String(operandText).length === 10)
    return datePart(shift(moment, sign * Math.floor(microseconds / DAY) * DAY));
  return formatWallTime(shift(moment, sign * microseconds));
}

function arithmetic(connector: string, a: number, b: number): number | null {
  if (connector === '+') return a + b;
  if (connector === '-') return a - b;
  if (connector === '*') return a * b;
  return b === 0 ? null : a / b;
}

/** The functions on dates and times under the names that Django registers, which schemas may hold. */
export const dateFunctions: Readonly<Record<string, SqlFunction>> = {
  django_date_extract: (kind, text) => part(kind, localWallTime(text, null, null)),
  django_date_trunc: (kind, text, zone, stored) =>
    truncated(kind, localWallTime(text, zone, stored), datePart),
  django_datetime_cast_date: (text, zone, stored) => given(localWallTime(text, zone, stored), datePart),
  django_datetime_cast_time: (text, zone, stored) => given(localWallTime(text, zone, stored), timePart),
  django_datetime_extract: (kind, text, zone, stored) => part(kind, localWallTime(text, zone, stored)),
  django_datetime_trunc: (kind, text, zone, stored) =>
    truncated(kind, localWallTime(text, zone, stored), formatWallTime),
  django_time_extract: (kind, text) => part(kind, timeOfDay(text)),
  django_time_trunc: (kind, text, zone, stored) =>
    typeof text === 'string' && text.length > 15
      ? truncated(kind, localWallTime(text, zone, stored), timePart)
      : truncated(kind, timeOfDay(text), timePart),
  django_time_diff: (left, right) =>
    given(timeOfDay(left), (a) => given(timeOfDay(right), (b) => whole(difference(a, b)))),
  django_timestamp_diff: (left, right) =>
    typeof left === 'string' && typeof right === 'string'
      ? given(parseWallTime(left), (a) => given(parseWallTime(right), (b) => whole(difference(a, b))))
      : null,
  django_format_dtdelta: combine,
};
