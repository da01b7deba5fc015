import type { WallClock } from './wall-clock.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

interface Directive {
  readonly pattern: string;
  /** Take what was read; false when it cannot be. */
  read(text: string, into: Reading): void;
}

interface Reading {
  year: number;
  month: number;
  day: number;
  hour: number;
  hour12: number | undefined;
  afternoon: boolean | undefined;
  minute: number;
  second: number;
  microsecond: number;
  dayOfYear: number | undefined;
}

const short = (name: string) => name.slice(0, 3);
const number = (name: keyof Reading) => (text: string, into: Reading) => {
  (into as Record<typeof name, unknown>)[name] = Number(text);
};

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  Y: { pattern: '\\d{4}', read: number('year') },
  y: {
    pattern: '\\d{2}',
    read: (text, into) => {
      into.year = Number(text) + (Number(text) < 69 ? 2000 : 1900);
    },
  },
  m: { pattern: '1[0-2]|0[1-9]|[1-9]', read: number('month') },
  d: { pattern: '3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]', read: number('day') },
  j: {
    pattern: '36[0-6]|3[0-5]\\d|[12]\\d{2}|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]',
    read: number('dayOfYear'),
  },
  H: { pattern: '2[0-3]|[01]\\d|\\d', read: number('hour') },
  I: { pattern: '1[0-2]|0[1-9]|[1-9]', read: number('hour12') },
  M: { pattern: '[0-5]\\d|\\d', read: number('minute') },
  S: { pattern: '6[01]|[0-5]\\d|\\d', read: number('second') },
  f: {
    pattern: '\\d{1,6}',
    read: (text, into) => {
      into.microsecond = Number(text.padEnd(6, '0'));
    },
  },
  p: {
    pattern: 'am|pm',
    read: (text, into) => {
      into.afternoon = text.toLowerCase() === 'pm';
    },
  },
  B: { pattern: MONTHS.join('|'), read: monthByName },
  b: { pattern: MONTHS.map(short).join('|'), read: monthByName },
  A: { pattern: DAYS.join('|'), read: () => {} },
  a: { pattern: DAYS.map(short).join('|'), read: () => {} },
};

function monthByName(text: string, into: Reading): void {
  into.month = MONTHS.findIndex((name) => short(name) === short(text.toLowerCase())) + 1;
}

interface Compiled {
  readonly pattern: RegExp;
  readonly directives: readonly Directive[];
}

const compiled = new Map<string, Compiled | undefined>();

/**
 * Read a date or a time written in a format of C's strftime letters: `strptime('25.10.2006', '%d.%m.%Y')`. What the format
 * doesn't name is 1900-01-01 and midnight. Undefined when the text isn't written that way, or there is no such day.
 */
export function strptime(text: string, format: string): WallClock | undefined {
  if (!compiled.has(format)) compiled.set(format, compile(format));
  const reader = compiled.get(format);
  const parts = reader?.pattern.exec(text);
  if (reader === undefined || parts === null || parts === undefined) return undefined;
  const reading: Reading = {
    ...{ year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 },
    ...{ hour12: undefined, afternoon: undefined, dayOfYear: undefined },
  };
  for (const [index, directive] of reader.directives.entries()) directive.read(parts[index + 1]!, reading);
  return finish(reading);
}

function compile(format: string): Compiled | undefined {
  const directives: Directive[] = [];
  let known = true;
  const source = format
    .replace(/[\\.^$*+?(){}[\]|]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
    .replace(/%(.)/g, (_, letter: string) => {
      if (letter === '%') return '%';
      const directive = DIRECTIVES[letter];
      if (directive === undefined) {
        known = false;
        return '';
      }
      directives.push(directive);
      return `(${directive.pattern})`;
    });
  return known ? { pattern: new RegExp(`^${source}$`, 'i'), directives } : undefined;
}

function finish(reading: Reading): WallClock | undefined {
  const { hour12, afternoon, dayOfYear, ...rest } = reading;
  const clock = { ...rest };
  if (hour12 !== undefined) clock.hour = (hour12 % 12) + (afternoon === true ? 12 : 0);
  if (clock.second > 59) return undefined;
  if (dayOfYear !== undefined) {
    const date = calendarDay(clock.year, 1, dayOfYear);
    clock.month = date.getUTCMonth() + 1;
    clock.day = date.getUTCDate();
  }
  return calendarDay(clock.year, clock.month, clock.day).getUTCDate() === clock.day && clock.year > 0
    ? clock
    : undefined;
}

function calendarDay(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
