import type { Temporal as TemporalApi } from 'temporal-polyfill';
import { temporal } from './temporal.ts';

/** Temporal, loaded when something of it is first used: `Temporal.PlainDate.from('2024-05-01')`. */
export const Temporal: typeof TemporalApi = new Proxy({} as typeof TemporalApi, {
  get: (_, name) => Reflect.get(temporal(), name),
  has: (_, name) => Reflect.has(temporal(), name),
});

/** The types of its values: `Temporal.PlainDate`. */
export declare namespace Temporal {
  export type PlainDate = TemporalApi.PlainDate;
  export type PlainTime = TemporalApi.PlainTime;
  export type PlainDateTime = TemporalApi.PlainDateTime;
  export type ZonedDateTime = TemporalApi.ZonedDateTime;
  export type Instant = TemporalApi.Instant;
  export type Duration = TemporalApi.Duration;
}
