import type { WallClock } from '../../utils/wall-clock.ts';

const MOMENT =
  /^(\d{4})-?(\d{1,2})-?(\d{1,2})(?:[T ](\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,6})\d{0,6})?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** A moment as it was written; `zone` is there when the text names one. */
export interface WrittenMoment extends WallClock {
  /** `'UTC'` or an offset, `'+09:00'`. */
  readonly zone: string | undefined;
}

/**
 * Read `2006-10-25 14:30:59`, the same with a `T`, and with a zone behind it (`Z`, `+09:00`).
 * @returns undefined for what isn't written like that
 * @throws RangeError for a day or a time that doesn't exist
 */
export function parseMoment(text: string): WrittenMoment | undefined {
  const parts = MOMENT.exec(text);
  if (parts === null) return undefined;
  const number = (index: number) => Number(parts[index] ?? 0);
  const moment = {
    year: number(1),
    month: number(2),
    day: number(3),
    hour: number(4),
    minute: number(5),
    second: number(6),
    microsecond: Number((parts[7] ?? '').padEnd(6, '0')),
    zone: zoneName(parts[8]),
  };
  const day = new Date(0);
  day.setUTCFullYear(moment.year, moment.month - 1, moment.day);
  const exists = moment.year > 0 && day.getUTCMonth() === moment.month - 1 && day.getUTCDate() === moment.day;
  if (exists && moment.hour < 24 && moment.minute < 60 && moment.second < 60) return moment;
  throw new RangeError(`There is no moment ${text}.`);
}

function zoneName(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (written === 'Z') return 'UTC';
  const digits = written.slice(1).replace(':', '').padEnd(4, '0');
  return `${written[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
