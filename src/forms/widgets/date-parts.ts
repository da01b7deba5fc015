import { getFormat } from '../../utils/formats.ts';
import { gettext } from '../../utils/translation/gettext.ts';

export type DatePart = 'year' | 'month' | 'day';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The months by number, in the active language. */
export function monthNames(): Record<number, string> {
  return Object.fromEntries(MONTHS.map((name, index) => [index + 1, gettext(name)]));
}

/** The order in which the active language writes year, month and day, as its DATE_FORMAT has it. */
export function datePartOrder(format = String(getFormat('DATE_FORMAT'))): DatePart[] {
  const letters = format.replaceAll(/\\./g, '');
  return Array.from(letters, partOf).filter((part) => part !== undefined);
}

function partOf(letter: string): DatePart | undefined {
  if ('Yy'.includes(letter)) return 'year';
  if ('bEFMmNn'.includes(letter)) return 'month';
  return 'dj'.includes(letter) ? 'day' : undefined;
}
