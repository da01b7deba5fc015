import type { WallClock } from './wall-clock.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

const LETTERS: Readonly<Record<string, (clock: WallClock) => string>> = {
  Y: (clock) => pad(clock.year, 4),
  y: (clock) => pad(clock.year % 100),
  m: (clock) => pad(clock.month),
  d: (clock) => pad(clock.day),
  H: (clock) => pad(clock.hour),
  I: (clock) => pad(clock.hour % 12 || 12),
  M: (clock) => pad(clock.minute),
  S: (clock) => pad(clock.second),
  f: (clock) => pad(clock.microsecond, 6),
  p: (clock) => (clock.hour < 12 ? 'AM' : 'PM'),
  B: (clock) => MONTHS[clock.month - 1]!,
  b: (clock) => MONTHS[clock.month - 1]!.slice(0, 3),
  A: (clock) => DAYS[weekday(clock)]!,
  a: (clock) => DAYS[weekday(clock)]!.slice(0, 3),
  w: (clock) => String(weekday(clock)),
  j: (clock) => pad(dayOfYear(clock), 3),
  '%': () => '%',
};

/** Write a date or a time in a format of C's strftime letters: `'%d.%m.%Y'`; month and day names are English. */
export function strftime(clock: WallClock, format: string): string {
  return format.replace(/%(.)/g, (whole, letter: string) => LETTERS[letter]?.(clock) ?? whole);
}

function weekday({ year, month, day }: WallClock): number {
  return utc(year, month, day).getUTCDay();
}

function dayOfYear({ year, month, day }: WallClock): number {
  return (utc(year, month, day).getTime() - utc(year, 1, 1).getTime()) / 86_400_000 + 1;
}

function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
