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

/** Temporal values without loading Temporal to find out: `'PlainDate'`, `'PlainTime'`, `'Duration'`..., else undefined. */
export function temporalKind(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const tag = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return typeof tag === 'string' && tag.startsWith('Temporal.') ? tag.slice('Temporal.'.length) : undefined;
}
