import { QueryDict } from '../src/http/query-dict.ts';
import { Decimal } from '../src/utils/decimal.ts';
import { SafeString } from '../src/utils/safe-string.ts';
import { temporal } from '../src/utils/temporal.ts';
import { makeCallable, makeObject, Raised } from './objects.ts';
import { PyFloat, Range, Tuple } from './python-values.ts';

/** A value as the vectors write it: plain JSON, or an object with `$t`. */
export type Encoded = unknown;

interface Tagged {
  readonly $t: string;
  readonly v?: unknown;
  readonly [key: string]: unknown;
}

export function isTagged(value: unknown): value is Tagged {
  return typeof value === 'object' && value !== null && '$t' in value;
}

/** Make the value that a vector describes. */
export function decode(value: Encoded): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  if (isTagged(value)) return decodeTagged(value);
  const object: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) define(object, name, item);
  return object;
}

/** A property, or one that throws when it is read. */
function define(target: object, name: string, item: unknown): void {
  const decoded = decode(item);
  Object.defineProperty(
    target,
    name,
    decoded instanceof Raised
      ? { get: () => decoded.throw(), enumerable: true, configurable: true }
      : { value: decoded, enumerable: true, configurable: true, writable: true },
  );
}

const DECODERS: Readonly<Record<string, (tagged: Tagged) => unknown>> = {
  safe: ({ v }) => new SafeString(String(v)),
  lazystr: ({ v }) => v,
  float: ({ v }) => new PyFloat(Number(v), String(v)),
  nan: () => Number.NaN,
  inf: ({ sign }) => (sign === -1 || sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
  bigint: ({ v }) => BigInt(String(v)),
  decimal: ({ v }) => new Decimal(String(v)),
  bytes: ({ v }) => Buffer.from(String(v), 'base64'),
  uuid: ({ v }) => v,
  date: ({ v }) => temporal().PlainDate.from(String(v)),
  time: ({ v }) => temporal().PlainTime.from(String(v)),
  datetime: decodeDateTime,
  tz: ({ tz }) => tz,
  timedelta: ({ seconds, microseconds }) =>
    temporal()
      .Duration.from({ seconds: Number(seconds) })
      .add({ microseconds: Number(microseconds ?? 0) }),
  tuple: ({ v }) => Tuple.of(...(v as unknown[]).map(decode)),
  set: ({ v }) => new Set((v as unknown[]).map(decode)),
  range: ({ v }) => Range.between(...(v as [number, number, number])),
  dict: ({ v }) => new Map((v as [unknown, unknown][]).map(([key, item]) => [decode(key), decode(item)])),
  multivaluedict: ({ v }) =>
    new Map((v as [string, unknown[]][]).map(([key, items]) => [key, items.map(decode)])),
  querydict: ({ v }) => QueryDict.fromLists(v as [string, string[]][]),
  callable: (tagged) => makeCallable(tagged, decode),
  object: (tagged) => makeObject(tagged, decode),
  raises: (tagged) => new Raised(tagged),
};

function decodeTagged(value: Tagged): unknown {
  const decoder = DECODERS[value.$t];
  if (decoder === undefined) throw new Unsupported(`a value of type ${value.$t}`);
  return decoder(value);
}

/** What a vector needs and this runner cannot make. */
export class Unsupported extends Error {}

function decodeDateTime({ v, tz, fold }: Tagged): unknown {
  const wall = temporal().PlainDateTime.from(String(v));
  if (tz === null || tz === undefined) return wall;
  return wall.toZonedDateTime(String(tz), { disambiguation: fold === 1 ? 'later' : 'earlier' });
}
