import { randomUUID } from 'node:crypto';
import { functions } from '../../../src/db/index.ts';
import { parseDateTime, toInstant } from '../../../src/utils/dateparse.ts';
import { Decimal } from '../../../src/utils/decimal.ts';
import { temporal } from '../../../src/utils/temporal.ts';
import type { Json } from './vector.ts';

const READERS: Readonly<Record<string, (tagged: Json) => unknown>> = {
  bigint: ({ v }) => BigInt(String(v)),
  float: ({ v }) => (v === 'inf' ? Infinity : v === '-inf' ? -Infinity : Number(v)),
  decimal: ({ v }) => new Decimal(String(v)),
  bytes: ({ v }) => new Uint8Array(Buffer.from(String(v), 'base64')),
  uuid: ({ v }) => v,
  tz: ({ v }) => v,
  date: ({ v }) => temporal().PlainDate.from(String(v)),
  time: ({ v }) => temporal().PlainTime.from(String(v)),
  datetime: ({ v }) => toInstant(parseDateTime(String(v))!),
  timedelta: ({ seconds, us }) =>
    temporal()
      .Duration.from({ seconds: Number(seconds) })
      .add({ microseconds: Number(us ?? 0) }),
};

/** The value of `{"$t": ...}`, but for those that hold other values. */
export function readPlain(tagged: Json): unknown {
  const reader = READERS[String(tagged['$t'])];
  if (reader === undefined) throw new Error(`There is no value of type ${String(tagged['$t'])}.`);
  return reader(tagged);
}

const CALLABLES: Readonly<Record<string, () => unknown>> = {
  dict: () => ({}),
  list: () => [],
  'uuid.uuid4': randomUUID,
  'datetime.datetime.now': () => new Date(),
  'django.utils.timezone.now': () => new Date(),
  'django.db.models.functions.datetime.Now': () => functions.Now(),
};

/** A well-known function; undefined for one of Django's test-suite. */
export function readCallable(name: unknown): (() => unknown) | undefined {
  return CALLABLES[String(name)];
}

/** Members of enumerations are texts: `deferred`, `CURRENT ROW`. */
export function enumMember([type, member]: readonly [string, string]): string {
  return type === 'WindowFrameExclusion' ? member.replaceAll('_', ' ') : member.toLowerCase();
}
