import { localeSettings } from './locale-settings.ts';
import { localeState, runWithLocaleState } from './locale-state.ts';
import { epochOf, momentOf } from './moment.ts';
import { type Duration, type PlainDate, temporal } from './temporal.ts';
import { currentZone, plainDateOf, type WallClock, wallClockOf } from './wall-clock.ts';
import { zoneName } from './zone-name.ts';
import { zoneOffset } from './zone-offset.ts';

/** The present. */
export function now(): Date {
  return new Date();
}

/** The zone of the settings. */
export function getDefaultTimezone(): string {
  return localeSettings().TIME_ZONE;
}

/** The zone times are shown in: of the request or block that runs, else of the settings. */
export function getCurrentTimezone(): string {
  return currentZone();
}

/** What people call it now: `Asia/Seoul`, or its abbreviation for a fixed offset. */
export function getCurrentTimezoneName(): string {
  const zone = currentZone();
  return /^[+-]/.test(zone) ? zoneName(zone, Date.now()) : zone;
}

/** Show times in a zone from here on, in this request or block. @throws RangeError for a zone that isn't known */
export function activate(zone: string): void {
  checkZone(zone);
  localeState().timezone = zone;
}

/** Go back to the zone of the settings. */
export function deactivate(): void {
  delete localeState().timezone;
}

/** Run a function in a zone, with all that it awaits; null is the zone of the settings. @throws RangeError */
export function override<R>(zone: string | null, fn: () => R): R {
  if (zone !== null) checkZone(zone);
  return runWithLocaleState({ timezone: zone ?? getDefaultTimezone() }, fn);
}

/** Whether it names a zone: an IANA name, `UTC`, `+02:00`. */
export function isZone(name: string): boolean {
  try {
    zoneOffset(name, 0);
    return true;
  } catch {
    return false;
  }
}

function checkZone(zone: string): void {
  if (!isZone(zone))
    throw new RangeError(`'${zone}' is no time zone. Use a name such as 'Asia/Seoul', 'UTC' or '+09:00'.`);
}

/** A zone that is so many minutes, or such a time, ahead of UTC: `+05:30` for 330. */
export function getFixedTimezone(offset: number | Duration): string {
  const minutes = typeof offset === 'number' ? offset : offset.total('minutes');
  const size = Math.abs(Math.trunc(minutes));
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** Whether a value is a point in time; a clock time without a zone is not. Dates are, unless `USE_TZ` is off. */
export function isAware(value: unknown): boolean {
  const moment = momentOf(value);
  if (moment === undefined) throw new TypeError('isAware() needs a date and time.');
  return moment.zone !== undefined;
}

export function isNaive(value: unknown): boolean {
  return !isAware(value);
}

/** What a clock in a zone shows: `localtime(article.createdAt).hour`. */
export function localtime(value: Date = now(), zone: string = currentZone()): WallClock {
  return wallClockOf(value, zone);
}

/** The day it is in a zone. */
export function localdate(value: Date = now(), zone: string = currentZone()): PlainDate {
  return plainDateOf(wallClockOf(value, zone));
}

/**
 * The point in time at which a clock in a zone shows this. A time that comes twice is the first one.
 * @throws TypeError when it has a zone already
 */
export function makeAware(value: unknown, zone: string = currentZone()) {
  const moment = momentOf(value);
  if (moment?.kind !== 'datetime' || moment.zone !== undefined) {
    throw new TypeError('makeAware() expects a date and time without a zone.');
  }
  const { year, month, day, hour, minute, second, microsecond } = moment;
  return temporal().ZonedDateTime.from({
    year,
    month,
    day,
    hour,
    minute,
    second,
    millisecond: Math.floor(microsecond / 1000),
    microsecond: microsecond % 1000,
    timeZone: zone,
  });
}

/** What a clock in a zone shows at a point in time. @throws TypeError when it has no zone */
export function makeNaive(value: unknown, zone: string = currentZone()) {
  const moment = momentOf(value);
  if (moment?.zone === undefined) throw new TypeError('makeNaive() cannot be applied to a naive datetime.');
  const instant = temporal()
    .Instant.fromEpochMilliseconds(epochOf(moment))
    .add({ microseconds: moment.microsecond % 1000 });
  return instant.toZonedDateTimeISO(zone).toPlainDateTime();
}
