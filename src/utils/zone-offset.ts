const formatters = new Map<string, Intl.DateTimeFormat>();
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Offsets by zone and quarter of an hour: no zone changes its offset at another instant. */
const known = new Map<string, Map<number, number>>();
const QUARTER = 15 * MINUTE;
const LARGEST = 10_000;

/**
 * What a wall clock in `zone` is ahead of UTC at an instant, in milliseconds; `zone` is an IANA name, `UTC`, or a fixed
 * offset such as `UTC+05:30` or `+0530`.
 * @throws RangeError for a zone that isn't known
 */
export function zoneOffset(zone: string, milliseconds: number): number {
  if (zone === 'UTC') return 0;
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  let offsets = known.get(zone);
  if (offsets === undefined || offsets.size > LARGEST) {
    offsets = new Map();
    known.set(zone, offsets);
  }
  const quarter = Math.floor(milliseconds / QUARTER);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    offset = compute(zone, milliseconds);
    offsets.set(quarter, offset);
  }
  return offset;
}

/**
 * The instant at which a wall clock in `zone` shows this time, given as if it were UTC. A time that comes twice is the
 * first one, a time that is skipped is read with the offset before the change.
 */
export function instantOf(zone: string, wallMilliseconds: number): number {
  const before = zoneOffset(zone, wallMilliseconds - 24 * HOUR);
  const first = wallMilliseconds - before;
  if (zoneOffset(zone, first) === before) return first;
  const after = zoneOffset(zone, wallMilliseconds + 24 * HOUR);
  const second = wallMilliseconds - after;
  return zoneOffset(zone, second) === after ? second : first;
}

function fixedOffset(zone: string): number | undefined {
  const match = /^(?:UTC)?([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return undefined;
  const size = Number(match[2]) * HOUR + Number(match[3]) * MINUTE;
  return match[1] === '-' ? -size : size;
}

function compute(zone: string, milliseconds: number): number {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(milliseconds)) parts[type] = value;
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  wall.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return wall.getTime() - Math.floor(milliseconds / 1000) * 1000;
}
