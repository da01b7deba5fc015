import { settings } from '../../../conf/configure.ts';
import { FieldError } from '../../../core/errors/field-error.ts';
import { makeDate } from '../../../utils/precise-date.ts';
import { clockZone } from '../../../utils/wall-clock.ts';
import { instantOf } from '../../../utils/zone-offset.ts';
import { PARAM, type SqlFragment } from '../base/fragment.ts';
import type { ZoneParam } from '../base/operations.ts';
import { storageZone } from '../base/time-zone.ts';
import { yearSpan } from '../base/year-span.ts';
import { TypedText } from './typed-text.ts';
import { adaptDateTime } from './values.ts';

const DAY = 86_400_000;

const PARTS: Readonly<Record<string, (value: string) => string>> = {
  week_day: (value) => `EXTRACT(DOW FROM ${value}) + 1`,
  iso_week_day: (value) => `EXTRACT(ISODOW FROM ${value})`,
  iso_year: (value) => `EXTRACT(ISOYEAR FROM ${value})`,
  second: (value) => `EXTRACT(SECOND FROM DATE_TRUNC('second', ${value}))`,
};

function checked(kind: string): string {
  if (/^[a-z]+$/i.test(kind)) return kind;
  throw new FieldError(`Invalid lookup type: ${JSON.stringify(kind)}.`);
}

/** A part of a date or a time. */
export function extract(kind: string, { sql, params }: SqlFragment): SqlFragment {
  const part = Object.hasOwn(PARTS, kind) ? PARTS[kind] : undefined;
  const written = part?.(sql) ?? `EXTRACT(${checked(kind).toUpperCase()} FROM ${sql})`;
  return { sql: `(${written})`, params };
}

export function truncate(kind: string, { sql, params }: SqlFragment): SqlFragment {
  return { sql: `DATE_TRUNC('${checked(kind)}', ${sql})`, params };
}

export function castTo(type: 'date' | 'time', { sql, params }: SqlFragment): SqlFragment {
  return { sql: `(${sql})::${type}`, params };
}

/** One function for a zone, so that a statement that names it twice has one parameter. */
const zoneParams = new Map<string | (() => string), () => string>();

function zoneParam(zone: string | (() => string)): () => string {
  let read = zoneParams.get(zone);
  if (read === undefined) {
    const name = typeof zone === 'function' ? zone : (): string => (settings.USE_TZ ? zone : storageZone());
    read = () => postgresZone(name());
    zoneParams.set(zone, read);
  }
  return read;
}

/** `+02:00` and `UTC+02:00` are east of Greenwich for everybody but PostgreSQL, which reads them as POSIX does. */
export function postgresZone(zone: string): string {
  return zone.replace(/^(UTC)?([+-])(?=\d)/, (_, utc = '', sign) => `${utc}${sign === '+' ? '-' : '+'}`);
}

/** The clock of a zone at a moment. */
export function inZone({ sql, params }: SqlFragment, zone: ZoneParam): SqlFragment {
  if (zone === undefined) return { sql, params };
  return { sql: `${sql} AT TIME ZONE ${PARAM}`, params: [...params, zoneParam(zone)] };
}

/** First and last moment of a year in the current zone. */
export function yearBounds(year: number, isoYear: boolean): readonly [unknown, unknown] {
  const zone = clockZone();
  const [first, last] = yearSpan(year, isoYear);
  const end = makeDate(instantOf(zone, last + DAY - 1000) + 999, 999);
  return [bound(new Date(instantOf(zone, first))), bound(end)];
}

/** A moment before the first year or after the last, which a zone may move a bound to, has no text of four digits. */
function bound(moment: Date): unknown {
  const year = moment.getUTCFullYear();
  if (year < 1) return new TypedText('-infinity', 'timestamp with time zone');
  return year > 9999 ? new TypedText('infinity', 'timestamp with time zone') : adaptDateTime(moment);
}
