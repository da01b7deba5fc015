import { temporal, temporalKind } from '../../../utils/temporal.ts';
import { TypedText } from './typed-text.ts';

const UNITS: readonly (readonly [pattern: RegExp, microseconds: bigint])[] = [
  [/(-?\d+) years?/, 365n * 86_400_000_000n],
  [/(-?\d+) mons?/, 30n * 86_400_000_000n],
  [/(-?\d+) days?/, 86_400_000_000n],
];

/** `1 day -02:03:04.5`, as the server writes an interval, in microseconds; a month counts 30 days, a year 365. */
export function microsecondsOfInterval(text: string): bigint {
  let total = 0n;
  for (const [pattern, size] of UNITS) total += BigInt(pattern.exec(text)?.[1] ?? 0) * size;
  const clock = /([+-]?)(\d+):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(text);
  if (clock === null) return total;
  const [, sign, hours, minutes, seconds, fraction = ''] = clock;
  const whole = (BigInt(hours!) * 60n + BigInt(minutes!)) * 60n + BigInt(seconds!);
  const time = whole * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
  return total + (sign === '-' ? -time : time);
}

/** Days and what is smaller, of one sign. */
export function durationOf(total: bigint): unknown {
  const { Duration } = temporal();
  return Duration.from({ days: Number(total / 86_400_000_000n) })
    .add(Duration.from({ microseconds: Number(total % 86_400_000_000n) }))
    .round({ largestUnit: 'day', smallestUnit: 'microsecond' });
}

/** A duration as an interval of days, seconds and microseconds. */
export function adaptDuration(value: unknown): unknown {
  if (temporalKind(value) !== 'Duration') return value;
  const { weeks, days, hours, minutes, seconds, milliseconds, microseconds } = value as Record<
    string,
    number
  >;
  const clock = `${hours! * 3600 + minutes! * 60 + seconds!} seconds ${milliseconds! * 1000 + microseconds!} microseconds`;
  return new TypedText(`${weeks! * 7 + days!} days ${clock}`, 'interval');
}
