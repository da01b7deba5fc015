import { clockZone } from '../../../utils/wall-clock.ts';
import { instantOf } from '../../../utils/zone-offset.ts';
import { storageZone } from './time-zone.ts';
import { formatWallTime } from './wall-time.ts';
import { yearSpan } from './year-span.ts';

/** First and last day of a year, as text. */
export function yearBoundsOfDates(year: number, isoYear: boolean): readonly [string, string] {
  const [first, last] = yearSpan(year, isoYear);
  return [dateText(first), dateText(last)];
}

/** First and last moment of a year on the clock of a zone, as a database without time zones holds them. */
export function yearBoundsOfMoments(
  year: number,
  isoYear: boolean,
  zone: string = clockZone(),
): readonly [string, string] {
  const [first, last] = yearSpan(year, isoYear);
  const stored = storageZone();
  const shift = (wall: number): number => (zone === stored ? wall : instantOf(zone, wall));
  return [
    formatWallTime({ milliseconds: shift(first), microseconds: 0 }),
    formatWallTime({ milliseconds: shift(last + 86_400_000 - 1000) + 999, microseconds: 999 }),
  ];
}

function dateText(milliseconds: number): string {
  return formatWallTime({ milliseconds, microseconds: 0 }).slice(0, 10);
}
