import { localeSettings } from './locale-settings.ts';
import { localeState } from './locale-state.ts';
import { makeDate, microsecondsOf } from './precise-date.ts';
import { type PlainDate, type PlainTime, temporal } from './temporal.ts';
import { instantOf, zoneOffset } from './zone-offset.ts';

/** What a calendar and a clock show, without a zone. `month` is 1 for January. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** The zone in which times are read and shown: that of the request or block, else the settings' own. */
export function currentZone(): string {
  return localeState().timezone ?? localeSettings().TIME_ZONE;
}

/** The zone of clock times that name none: the current one, or that of the settings when `USE_TZ` is off. */
export function clockZone(): string {
  return localeSettings().USE_TZ ? currentZone() : localeSettings().TIME_ZONE;
}

/** What a clock shows at an instant. */
export function wallClockOf(date: Date, zone: string = clockZone()): WallClock {
  const instant = date.getTime();
  const wall = new Date(instant + zoneOffset(zone, instant));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    microsecond: wall.getUTCMilliseconds() * 1000 + microsecondsOf(date),
  };
}

/** The instant at which a clock shows this; the first one when it does so twice. */
export function dateFromWallClock(wall: WallClock, zone: string = clockZone()): Date {
  return makeDate(instantOf(zone, asIfUtc(wall)), wall.microsecond % 1000);
}

/** Whether a clock in the zone shows this exactly once: not so when clocks are set forward or back. */
export function isCertain(wall: WallClock, zone: string = clockZone()): boolean {
  const local = asIfUtc(wall);
  const instant = instantOf(zone, local);
  const shown = instant + zoneOffset(zone, instant);
  const later = local - zoneOffset(zone, local + DAY);
  return shown === local && (later === instant || later + zoneOffset(zone, later) !== local);
}

const DAY = 86_400_000;

/** Milliseconds as if the clock stood in UTC. */
function asIfUtc(wall: WallClock): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second, Math.floor(wall.microsecond / 1000));
  return date.getTime();
}

export function plainDateOf(wall: WallClock): PlainDate {
  const { PlainDate } = temporal();
  return new PlainDate(wall.year, wall.month, wall.day);
}

export function plainTimeOf(wall: WallClock): PlainTime {
  const { hour, minute, second, microsecond } = wall;
  const millisecond = Math.floor(microsecond / 1000);
  const { PlainTime } = temporal();
  return new PlainTime(hour, minute, second, millisecond, microsecond % 1000);
}

/** `2006-10-25 14:30:59`, with `.000200` behind it where there is a fraction. */
export function wallClockText(wall: WallClock): string {
  const date = `${pad(wall.year, 4)}-${pad(wall.month, 2)}-${pad(wall.day, 2)}`;
  const time = `${pad(wall.hour, 2)}:${pad(wall.minute, 2)}:${pad(wall.second, 2)}`;
  return wall.microsecond === 0 ? `${date} ${time}` : `${date} ${time}.${pad(wall.microsecond, 6)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
