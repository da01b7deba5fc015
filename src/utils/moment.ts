import { localeSettings } from './locale-settings.ts';
import { temporalKind } from './temporal.ts';
import { currentZone, type WallClock, wallClockOf } from './wall-clock.ts';
import { instantOf, zoneOffset } from './zone-offset.ts';

/** A date, a time, or both, as it is to be shown. */
export interface Moment extends WallClock {
  readonly kind: 'date' | 'time' | 'datetime';
  /** The zone it is in; undefined for a date, a time, and a clock time of no zone in particular. */
  readonly zone: string | undefined;
  /** Milliseconds ahead of UTC, where that is known: a clock time that comes twice or never has none. */
  readonly offset: number | undefined;
}

interface PlainFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly microsecond: number;
}

/**
 * What a value says of time: a Date in the current zone (in that of the settings when `USE_TZ` is off), Temporal values as they
 * are. undefined for everything else.
 */
export function momentOf(value: unknown): Moment | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : momentOfDate(value);
  switch (temporalKind(value)) {
    case 'PlainDate':
    case 'PlainTime':
      return plainMoment(value as PlainFields);
    case 'PlainDateTime':
      return naive({ ...dateFields(value as PlainFields), ...timeFields(value as PlainFields) });
    case 'ZonedDateTime':
      return zoned(value as PlainFields & { timeZoneId: string; offsetNanoseconds: number });
    case 'Instant':
      return momentOfDate(new Date((value as { epochMilliseconds: number }).epochMilliseconds));
    default:
      return undefined;
  }
}

/** Days and times never change, and those of a column are shown again and again, while their properties are slow to read. */
const plainMoments = new WeakMap<PlainFields, Moment>();

function plainMoment(value: PlainFields): Moment {
  let moment = plainMoments.get(value);
  if (moment === undefined) {
    const isDate = temporalKind(value) === 'PlainDate';
    const fields = isDate ? { ...dateFields(value), ...NO_TIME } : { ...NO_DATE, ...timeFields(value) };
    moment = { ...fields, kind: isDate ? 'date' : 'time', zone: undefined, offset: undefined };
    plainMoments.set(value, moment);
  }
  return moment;
}

const NO_TIME = { hour: 0, minute: 0, second: 0, microsecond: 0 };
const NO_DATE = { year: 1900, month: 1, day: 1 };

function momentOfDate(date: Date): Moment {
  const { USE_TZ, TIME_ZONE } = localeSettings();
  const zone = USE_TZ ? currentZone() : TIME_ZONE;
  return {
    ...wallClockOf(date, zone),
    kind: 'datetime',
    zone: USE_TZ ? zone : undefined,
    offset: zoneOffset(zone, date.getTime()),
  };
}

function zoned(value: PlainFields & { timeZoneId: string; offsetNanoseconds: number }): Moment {
  return {
    ...dateFields(value),
    ...timeFields(value),
    kind: 'datetime',
    zone: value.timeZoneId,
    offset: value.offsetNanoseconds / 1e6,
  };
}

function naive(wall: WallClock): Moment {
  return {
    ...wall,
    kind: 'datetime',
    zone: undefined,
    offset: certainOffset(wall, localeSettings().TIME_ZONE),
  };
}

/** The offset of a zone at a clock time, when there is just one. */
export function certainOffset(wall: WallClock, zone: string): number | undefined {
  const local = asUtc(wall);
  const first = instantOf(zone, local);
  const offset = zoneOffset(zone, first);
  if (first + offset !== local) return undefined;
  const other = zoneOffset(zone, local + 86_400_000);
  const second = local - other;
  return other !== offset && zoneOffset(zone, second) === other ? undefined : offset;
}

/** Milliseconds as if the clock stood in UTC. */
export function asUtc(wall: WallClock): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second, Math.floor(wall.microsecond / 1000));
  return date.getTime();
}

/** Milliseconds since 1970: of a date its beginning, in the zone of the settings where it has none. */
export function epochOf(moment: Moment): number {
  const local = asUtc(moment);
  return moment.offset === undefined
    ? instantOf(moment.zone ?? localeSettings().TIME_ZONE, local)
    : local - moment.offset;
}

/** Another zone's view of the same instant. */
export function inZone(moment: Moment, zone: string): Moment {
  const epoch = epochOf(moment);
  const wall = wallClockOf(new Date(epoch), zone);
  const microsecond = wall.microsecond - (wall.microsecond % 1000) + (moment.microsecond % 1000);
  return { ...wall, microsecond, kind: 'datetime', zone, offset: zoneOffset(zone, epoch) };
}

function dateFields({ year, month, day }: PlainFields) {
  return { year, month, day };
}

function timeFields({ hour, minute, second, millisecond, microsecond }: PlainFields) {
  return { hour, minute, second, microsecond: millisecond * 1000 + microsecond };
}
