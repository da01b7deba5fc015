import { createRequire } from 'node:module';
import type { Temporal as TemporalApi } from 'temporal-polyfill';

export type PlainDate = TemporalApi.PlainDate;
export type PlainTime = TemporalApi.PlainTime;
export type Duration = TemporalApi.Duration;

let loaded: typeof TemporalApi | undefined;

/** Temporal: Node's own where it has one, else the polyfill, loaded when it is first needed (it takes some 20 ms). */
export function temporal(): typeof TemporalApi {
  loaded ??=
    (globalThis as { Temporal?: typeof TemporalApi }).Temporal ??
    (createRequire(import.meta.url)('temporal-polyfill') as { Temporal: typeof TemporalApi }).Temporal;
  return loaded;
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const CLOCK = /^(\d\d):(\d\d):([0-5]\d)(?:\.(\d{1,6}))?$/;

// The constructors do half the work of `from()`, which takes each text and object apart by the rules of RFC 9557.

/** The day of `2024-05-06`. @throws RangeError for one that does not exist */
export function plainDateFrom(text: string): PlainDate {
  const parts = DAY.exec(text);
  const { PlainDate } = temporal();
  if (parts === null) return PlainDate.from(text);
  return new PlainDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** The time of `14:30:59` or `14:30:59.000200`. @throws RangeError for one that no clock shows */
export function plainTimeFrom(text: string): PlainTime {
  const parts = CLOCK.exec(text);
  const { PlainTime } = temporal();
  if (parts === null) return PlainTime.from(text);
  const micros = (parts[4] ?? '').padEnd(6, '0');
  return new PlainTime(
    Number(parts[1]),
    Number(parts[2]),
    Number(parts[3]),
    Number(micros.slice(0, 3)),
    Number(micros.slice(3)),
  );
}

/** Temporal values without loading Temporal to find out: `'PlainDate'`, `'PlainTime'`, `'Duration'`..., else undefined. */
export function temporalKind(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const tag = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return typeof tag === 'string' && tag.startsWith('Temporal.') ? tag.slice('Temporal.'.length) : undefined;
}
