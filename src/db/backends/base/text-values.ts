import { Decimal } from '../../../utils/decimal.ts';
import { roundHalfEven } from '../../../utils/round-half-even.ts';
import { plainDateFrom, plainTimeFrom, temporal, temporalKind } from '../../../utils/temporal.ts';
import { interned } from './interned.ts';
import type { ValueConverter } from './operations.ts';
import { storageZone } from './time-zone.ts';
import { formatWallTime, fromWallTime, parseWallTime, toWallTime } from './wall-time.ts';

const toDate = interned('date', (text) => plainDateFrom(text.slice(0, 10)));
const toTime = interned('time', (text) => plainTimeFrom(text.slice(text.length > 15 ? 11 : 0)));

const toDuration = interned('duration', (text) => {
  // An average of durations is a fraction.
  const total = BigInt(/^-?\d+$/.test(text) ? text : roundHalfEven(Number(text)));
  const days = Number(total / 86_400_000_000n);
  const rest = Number(total % 86_400_000_000n);
  return temporal()
    .Duration.from({ days })
    .add(temporal().Duration.from({ microseconds: rest }))
    .round({
      largestUnit: 'day',
      smallestUnit: 'microsecond',
    });
});

function toDateTime(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const wall = parseWallTime(value);
  return wall === undefined ? value : fromWallTime(wall, storageZone());
}

function toUuid(value: unknown): unknown {
  const hex = String(value);
  if (hex.length !== 32) return value;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function toBoolean(value: unknown): unknown {
  return value === 1 ? true : value === 0 ? false : value;
}

function toBytes(value: unknown): unknown {
  return value instanceof Uint8Array && !Buffer.isBuffer(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : value;
}

/** Converters of values that a database keeps as text or numbers, by `getInternalType()`. */
export const textConverters: Readonly<Record<string, ValueConverter>> = {
  BinaryField: toBytes,
  BooleanField: toBoolean,
  DateField: toDate,
  DateTimeField: toDateTime,
  DurationField: toDuration,
  TimeField: toTime,
  UUIDField: toUuid,
};

/** Text of a moment in the zone of the database. */
export function adaptDateTime(value: unknown): unknown {
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? null : formatWallTime(toWallTime(value, storageZone()));
}

/** `07:08:09`, with six digits after it when there is a fraction. */
export function adaptTime(value: unknown): unknown {
  if (temporalKind(value) !== 'PlainTime') return value;
  const text = String(value);
  const [whole, fraction] = text.split('.') as [string, string | undefined];
  return fraction === undefined ? whole.padEnd(8, ':00') : `${whole}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}

/** Whole microseconds. */
export function adaptDuration(value: unknown): unknown {
  if (temporalKind(value) !== 'Duration') return value;
  const { days, hours, minutes, seconds, milliseconds, microseconds, weeks } = value as Record<
    string,
    number
  >;
  const inSeconds = ((weeks! * 7 + days!) * 24 + hours!) * 3600 + minutes! * 60 + seconds!;
  const total = BigInt(inSeconds) * 1_000_000n + BigInt(milliseconds! * 1000 + microseconds!);
  return total >= BigInt(Number.MIN_SAFE_INTEGER) && total <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(total)
    : total;
}

/** Its digits as they are: a column rounds what it keeps, and a condition compares with the number that was given. */
export function adaptDecimal(value: unknown): unknown {
  if (!(value instanceof Decimal)) return value;
  return value.isFinite() ? value.toFixed() : value.toString();
}
