import { dayOfYear, daysInMonth, isLeapYear, isoWeek, weekday } from './calendar.ts';
import { MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS } from './date-names.ts';
import { localeSettings } from './locale-settings.ts';
import { certainOffset, epochOf, type Moment, momentOf } from './moment.ts';
import { titleWords } from './title-case.ts';
import { gettext, pgettext } from './translation/gettext.ts';
import { isSummer, offsetText, zoneName } from './zone-name.ts';

type Character = (moment: Moment) => string | number;
const two = (n: number): string => String(n).padStart(2, '0');
const hour12 = (m: Moment): number => m.hour % 12 || 12;
/** The zone that clock times of no zone are in. */
const zoneOf = (m: Moment): string => m.zone ?? localeSettings().TIME_ZONE;

/** Milliseconds ahead of UTC; undefined for a time that the clocks of its zone show twice or never. */
const offsetOf = (m: Moment): number | undefined =>
  m.offset === undefined ? undefined : certainOffset(m, zoneOf(m));

/** What each format character of a time stands for. */
const TIME: Readonly<Record<string, Character>> = {
  a: (m) => (m.hour > 11 ? gettext('p.m.') : gettext('a.m.')),
  A: (m) => (m.hour > 11 ? gettext('PM') : gettext('AM')),
  e: (m) => (m.zone === undefined || offsetOf(m) === undefined ? '' : zoneName(m.zone, epochOf(m))),
  f: (m) => (m.minute === 0 ? hour12(m) : `${hour12(m)}:${two(m.minute)}`),
  g: hour12,
  G: (m) => m.hour,
  h: (m) => two(hour12(m)),
  H: (m) => two(m.hour),
  i: (m) => two(m.minute),
  O: (m) => {
    const offset = offsetOf(m);
    return offset === undefined ? '' : offsetText(offset, '');
  },
  P: (m) => {
    if (m.minute === 0 && m.hour === 0) return gettext('midnight');
    if (m.minute === 0 && m.hour === 12) return gettext('noon');
    return `${TIME['f']!(m)} ${TIME['a']!(m)}`;
  },
  s: (m) => two(m.second),
  T: (m) => (offsetOf(m) === undefined ? '' : zoneName(zoneOf(m), epochOf(m))),
  u: (m) => String(m.microsecond).padStart(6, '0'),
  Z: (m) => {
    const offset = offsetOf(m);
    return offset === undefined ? '' : Math.trunc(offset / 1000);
  },
};

/** And of a date. */
const DATE: Readonly<Record<string, Character>> = {
  b: (m) => gettext(MONTHS_3[m.month - 1]!),
  c: isoText,
  d: (m) => two(m.day),
  D: (m) => gettext(WEEKDAYS[weekday(m)]!.slice(0, 3)),
  E: (m) => pgettext('alt. month', MONTHS[m.month - 1]!),
  F: (m) => gettext(MONTHS[m.month - 1]!),
  I: (m) => (offsetOf(m) === undefined ? '' : isSummer(zoneOf(m), epochOf(m)) ? '1' : '0'),
  j: (m) => m.day,
  l: (m) => gettext(WEEKDAYS[weekday(m)]!),
  L: (m) => (isLeapYear(m.year) ? 'True' : 'False'),
  m: (m) => two(m.month),
  M: (m) => titleWords(gettext(MONTHS_3[m.month - 1]!)),
  n: (m) => m.month,
  N: (m) => pgettext('abbrev. month', MONTHS_AP[m.month - 1]!),
  o: (m) => isoWeek(m).year,
  r: rfc5322Text,
  S: (m) => (m.day >= 11 && m.day <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][m.day % 10] ?? 'th')),
  t: (m) => daysInMonth(m.year, m.month),
  U: (m) => Math.floor(epochOf(m) / 1000),
  w: (m) => (weekday(m) + 1) % 7,
  W: (m) => isoWeek(m).week,
  y: (m) => two(m.year % 100),
  Y: (m) => String(m.year).padStart(4, '0'),
  z: (m) => dayOfYear(m),
};

/** A format character, unless a backslash is before it. */
const CHARACTER = /(?<!\\)([aAbcdDeEfFgGhHiIjlLmMnNoOPrsStTUuwWyYzZ])/;

/**
 * A date or time in the format of PHP's `date()`, as Django has it: `format(day, 'jS F Y')` is `7th October 2003`. A backslash
 * keeps the letter behind it.
 * @throws TypeError for what is no date or time, and for a date alone with characters of time
 */
export function format(value: unknown, formatString: string): string {
  const moment = momentOf(value);
  if (moment === undefined) throw new TypeError('format() needs a date or a time.');
  return formatMoment(moment, formatString);
}

/** As `format()`, of the time alone. */
export function timeFormat(value: unknown, formatString: string): string {
  const moment = momentOf(value);
  if (moment === undefined || moment.kind === 'date')
    throw new TypeError('timeFormat() needs a time, or a date and time.');
  return formatMoment({ ...moment, kind: 'time' }, formatString);
}

/** Format what is taken apart already. A moment of kind `time` knows no dates, one of kind `date` no times. */
export function formatMoment(moment: Moment, formatString: string): string {
  let text = '';
  for (const piece of piecesOf(formatString)) {
    text += typeof piece === 'string' ? piece : characterText(moment, piece.character);
  }
  return text;
}

/** Text that stands for itself, or a format character. */
type Piece = string | { readonly character: string };

/** Formats taken apart: a site has few, and uses them for each date it shows. */
const formats = new Map<string, readonly Piece[]>();
const MOST_FORMATS = 500;

function piecesOf(formatString: string): readonly Piece[] {
  let pieces = formats.get(formatString);
  if (pieces === undefined) {
    pieces = formatString
      .split(CHARACTER)
      .map((part, i) => (i % 2 === 1 ? { character: part } : part.replace(/\\(.)/gu, '$1')));
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(formatString, pieces);
  }
  return pieces;
}

function characterText(moment: Moment, character: string): string {
  if (moment.kind === 'date' && character in TIME) {
    throw new TypeError(`A date has no time, which the format character '${character}' asks for.`);
  }
  const make = TIME[character] ?? (moment.kind === 'time' ? undefined : DATE[character]);
  if (make === undefined)
    throw new TypeError(`A time has no date, which the format character '${character}' asks for.`);
  return String(make(moment));
}

/** `2008-01-02T10:30:00.000123+02:00`, as much of it as there is. */
function isoText(m: Moment): string {
  const date = `${String(m.year).padStart(4, '0')}-${two(m.month)}-${two(m.day)}`;
  if (m.kind === 'date') return date;
  const fraction = m.microsecond === 0 ? '' : `.${String(m.microsecond).padStart(6, '0')}`;
  const zone = m.zone === undefined || m.offset === undefined ? '' : offsetText(m.offset, ':', true);
  return `${date}T${two(m.hour)}:${two(m.minute)}:${two(m.second)}${fraction}${zone}`;
}

/** `Thu, 21 Dec 2000 16:01:07 +0200`, in English whatever the language. */
function rfc5322Text(m: Moment): string {
  const offset = m.offset ?? asIfInDefaultZone(m);
  const day = WEEKDAYS[weekday(m)]!.slice(0, 3);
  const month = MONTHS[m.month - 1]!.slice(0, 3);
  const year = String(m.year).padStart(4, '0');
  return `${day}, ${two(m.day)} ${month} ${year} ${two(m.hour)}:${two(m.minute)}:${two(m.second)} ${offsetText(offset, '', true)}`;
}

function asIfInDefaultZone(m: Moment): number {
  return (
    Date.UTC(m.year, m.month - 1, m.day, m.hour, m.minute, m.second) - Math.floor(epochOf(m) / 1000) * 1000
  );
}
