import { makeDate, microsecondsOf } from '../../../utils/precise-date.ts';
import { instantOf, zoneOffset } from '../../../utils/zone-offset.ts';

const DIGITS = (code: number): number => code - 48;

function number(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) value = value * 10 + DIGITS(text.charCodeAt(i));
  return value;
}

/** A moment as clock and calendar show it, without a zone: milliseconds as if it were UTC, and microseconds beyond. */
export interface WallTime {
  readonly milliseconds: number;
  readonly microseconds: number;
}

/** Read `2024-05-06`, `2024-05-06 07:08:09.123456` or the same with a `T`; undefined for anything else. */
export function parseWallTime(text: string): WallTime | undefined {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = number(text, 0, 4);
  const month = number(text, 5, 2);
  const day = number(text, 8, 2);
  let milliseconds =
    text.length < 16
      ? Date.UTC(year, month - 1, day)
      : Date.UTC(
          year,
          month - 1,
          day,
          number(text, 11, 2),
          number(text, 14, 2),
          text.length < 19 ? 0 : number(text, 17, 2),
        );
  if (year < 100) milliseconds = withYear(milliseconds, year);
  let microseconds = 0;
  if (text.length > 20) {
    const fraction = number(text.slice(20, 26).padEnd(6, '0'), 0, 6);
    milliseconds += Math.floor(fraction / 1000);
    microseconds = fraction % 1000;
  }
  return Number.isNaN(milliseconds) ? undefined : { milliseconds, microseconds };
}

/** The first hundred years, which `Date.UTC` takes for the twentieth century. */
function withYear(milliseconds: number, year: number): number {
  const date = new Date(milliseconds);
  date.setUTCFullYear(year);
  return date.getTime();
}

/** Text of a moment as a database without time zones holds it; the fraction is left out when it is zero. */
export function formatWallTime({ milliseconds, microseconds }: WallTime): string {
  const iso = new Date(milliseconds).toISOString();
  const text = `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  const thousandths = iso.slice(20, 23);
  if (microseconds === 0 && thousandths === '000') return text;
  return `${text}.${thousandths}${String(microseconds).padStart(3, '0')}`;
}

/** An instant as a clock in `zone` shows it. */
export function toWallTime(date: Date, zone: string): WallTime {
  const instant = date.getTime();
  return { milliseconds: instant + zoneOffset(zone, instant), microseconds: microsecondsOf(date) };
}

/** The instant at which a clock in `zone` shows this. */
export function fromWallTime(wall: WallTime, zone: string): Date {
  const instant = zone === 'UTC' ? wall.milliseconds : instantOf(zone, wall.milliseconds);
  return makeDate(instant, wall.microseconds);
}
