import { momentOf } from './moment.ts';
import { temporalKind } from './temporal.ts';
import { type WallClock, wallClockOf, wallClockText } from './wall-clock.ts';
import { offsetText } from './zone-name.ts';

interface DurationFields {
  total(unit: 'microseconds'): number;
}

/** Dates, times and durations as Python's `str()` writes them; points in time in UTC. undefined for everything else. */
export function timeText(value: object): string | undefined {
  if (value instanceof Date) return dateText(value);
  switch (temporalKind(value)) {
    case 'PlainDate':
    case 'PlainTime':
    case 'PlainDateTime':
      return String(value).replace('T', ' ').replace(FRACTION, sixDigits);
    case 'ZonedDateTime': {
      const moment = momentOf(value)!;
      return wallClockText(moment) + offsetText(moment.offset!, ':');
    }
    case 'Instant':
      return dateText(new Date((value as { epochMilliseconds: number }).epochMilliseconds));
    case 'Duration':
      return durationText(value as DurationFields);
    default:
      return undefined;
  }
}

const FRACTION = /\.\d+$/;

function sixDigits(fraction: string): string {
  return fraction.slice(0, 7).padEnd(7, '0');
}

/** A Date is a point in time with `USE_TZ`, else what the clocks of the settings' zone show. */
function dateText(date: Date): string {
  const moment = momentOf(date);
  if (moment === undefined) return 'None';
  return moment.zone === undefined ? wallClockText(moment) : `${wallClockText(inUtc(date))}+00:00`;
}

function inUtc(date: Date): WallClock {
  return wallClockOf(date, 'UTC');
}

const DAY = 86_400_000_000;

/** `1 day, 0:00:05`; a clock that always runs forward, so that -1 s is `-1 day, 23:59:59`. */
function durationText(duration: DurationFields): string {
  const total = duration.total('microseconds');
  const days = Math.floor(total / DAY);
  const rest = total - days * DAY;
  const seconds = Math.floor(rest / 1_000_000);
  const pad = (n: number) => String(n).padStart(2, '0');
  const clock = `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  const fraction = rest % 1_000_000;
  const text = fraction === 0 ? clock : `${clock}.${String(fraction).padStart(6, '0')}`;
  return days === 0 ? text : `${days} day${Math.abs(days) === 1 ? '' : 's'}, ${text}`;
}

/** The same as Python's `repr()` writes them: `datetime.date(2024, 2, 29)`. */
export function timeRepr(value: object): string | undefined {
  if (temporalKind(value) === 'Duration') return durationRepr(value as DurationFields);
  const moment = value instanceof Date && Number.isNaN(value.getTime()) ? undefined : momentOf(value);
  if (moment === undefined) return undefined;
  const { year, month, day } = moment;
  if (moment.kind === 'date') return `datetime.date(${year}, ${month}, ${day})`;
  const aware = moment.zone !== undefined;
  const wall = aware && value instanceof Date ? inUtc(value) : moment;
  const clock = [wall.hour, wall.minute, wall.second, wall.microsecond];
  while (clock.length > 2 && clock.at(-1) === 0) clock.pop();
  if (moment.kind === 'time') return `datetime.time(${clock.join(', ')})`;
  const zone = !aware ? '' : `, tzinfo=${zoneRepr(value instanceof Date ? 'UTC' : moment.zone!)}`;
  return `datetime.datetime(${[wall.year, wall.month, wall.day, ...clock].join(', ')}${zone})`;
}

function zoneRepr(zone: string): string {
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (zone === 'UTC') return 'datetime.timezone.utc';
  if (offset === null) return `zoneinfo.ZoneInfo(key='${zone}')`;
  const seconds = Number(`${offset[1]}1`) * (Number(offset[2]) * 3600 + Number(offset[3]) * 60);
  return `datetime.timezone(${durationRepr({ total: () => seconds * 1_000_000 })}, '${zone.replace(':', '')}')`;
}

function durationRepr(duration: DurationFields): string {
  const total = duration.total('microseconds');
  const days = Math.floor(total / DAY);
  const rest = total - days * DAY;
  const parts = [
    ['days', days],
    ['seconds', Math.floor(rest / 1_000_000)],
    ['microseconds', rest % 1_000_000],
  ] as const;
  const shown = parts.filter(([, amount]) => amount !== 0).map(([name, amount]) => `${name}=${amount}`);
  return `datetime.timedelta(${shown.join(', ') || '0'})`;
}
