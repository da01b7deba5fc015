import { Decimal } from '../../../utils/decimal.ts';
import { plainDateFrom, plainTimeFrom, temporalKind } from '../../../utils/temporal.ts';
import { DataError } from '../../errors.ts';
import { interned } from '../base/interned.ts';
import type { ColumnFormat, ValueConverter } from '../base/operations.ts';
import { storageZone } from '../base/time-zone.ts';
import { formatWallTime, fromWallTime, parseWallTime, toWallTime } from '../base/wall-time.ts';
import { durationOf, microsecondsOfInterval } from './intervals.ts';
import { TypedText } from './typed-text.ts';

/** Text of a moment, with or without the offset of its zone: `2024-05-06 07:08:09.5+00`. */
const MOMENT = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)(?:([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?$/;

/** A moment of the database; years beyond 9999, before Christ and infinity stay text. */
function toDateTime(value: unknown): unknown {
  const parts = MOMENT.exec(String(value));
  const wall = parts === null ? undefined : parseWallTime(parts[1]!);
  if (parts === null || wall === undefined) return value;
  const [, , sign, hours, minutes = '0', seconds = '0'] = parts;
  if (sign === undefined) return fromWallTime(wall, storageZone());
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const milliseconds = wall.milliseconds - (sign === '-' ? -offset : offset);
  return fromWallTime({ ...wall, milliseconds }, 'UTC');
}

/** The day of `2024-05-06` and of a moment. */
const toDate = interned('date', (text) =>
  /^\d{4}-\d\d-\d\d/.test(text) && !text.endsWith('BC') ? plainDateFrom(text.slice(0, 10)) : text,
);

const toTime = interned('time', (text) => {
  const clock = /\d\d:\d\d:\d\d(?:\.\d+)?/.exec(text);
  return clock === null ? text : plainTimeFrom(clock[0]);
});

/** Sums and extracted parts are numerics; a whole number is expected. */
function toInteger(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const number = Math.trunc(Number(value));
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(value) ? number : BigInt(value);
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}

function toDecimal({ decimalPlaces }: ColumnFormat, isColumn: boolean): ValueConverter {
  return (value) => {
    const decimal = new Decimal(String(value));
    return isColumn && typeof decimalPlaces === 'number' && decimal.isFinite()
      ? new Decimal(decimal.toFixed(decimalPlaces, Decimal.ROUND_HALF_EVEN))
      : decimal;
  };
}

/** A network address comes with the length of its network. */
function toAddress(value: unknown): unknown {
  return String(value).replace(/\/\d+$/, '');
}

const converters: Readonly<Record<string, ValueConverter>> = {
  DateField: toDate,
  DateTimeField: toDateTime,
  DurationField: (value) => durationOf(microsecondsOfInterval(String(value))),
  FloatField: toNumber,
  GenericIPAddressField: toAddress,
  TimeField: toTime,
};

/** How a value of the driver becomes the framework's; undefined when it is the same. */
export function postgresConverter(
  internalType: string,
  format: ColumnFormat,
  isColumn: boolean,
): ValueConverter | undefined {
  if (internalType === 'DecimalField') return toDecimal(format, isColumn);
  if (/(Integer|Auto)Field$/.test(internalType)) return isColumn ? undefined : toInteger;
  return converters[internalType];
}

/** A moment in UTC, with its offset, so that the zone of the connection doesn't matter. */
export function adaptDateTime(value: unknown): unknown {
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) {
    throw new DataError('An invalid Date cannot be stored.', 'Check what it was made from.');
  }
  return new TypedText(`${formatWallTime(toWallTime(value, 'UTC'))}+00`, 'timestamp with time zone');
}

export function adaptDate(value: unknown): unknown {
  return value === null || value === undefined ? null : new TypedText(String(value), 'date');
}

export function adaptTime(value: unknown): unknown {
  return temporalKind(value) === 'PlainTime' ? new TypedText(String(value), 'time') : value;
}

/** Its digits as they are, like `adaptDecimal` of the other databases, typed. */
export function adaptDecimal(value: unknown): unknown {
  if (!(value instanceof Decimal)) return value;
  return new TypedText(value.isFinite() ? value.toFixed() : value.toString(), 'numeric');
}

/** A text that PostgreSQL is to read as a type of its own; null and expressions stay. */
export function adaptText(value: unknown, type: string): unknown {
  return typeof value === 'string' ? new TypedText(value, type) : value;
}
