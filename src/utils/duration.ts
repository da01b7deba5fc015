import type { Duration } from './temporal.ts';

const DAY_US = 86_400_000_000n;

/** The length of a duration in microseconds, a day being 24 hours. */
export function durationMicroseconds(duration: Duration): bigint {
  const { days, hours, minutes, seconds, milliseconds, microseconds } = duration;
  const whole = BigInt(days) * 24n + BigInt(hours);
  const clock = (whole * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  return clock * 1_000_000n + BigInt(milliseconds) * 1000n + BigInt(microseconds);
}

/** `3 04:05:06.000007`: days where there are any, and a clock that always runs forward, so that -1 s is `-1 23:59:59`. */
export function durationString(duration: Duration): string {
  const total = durationMicroseconds(duration);
  let days = total / DAY_US;
  let rest = total % DAY_US;
  if (rest < 0n) {
    days -= 1n;
    rest += DAY_US;
  }
  const seconds = rest / 1_000_000n;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) =>
    String(part).padStart(2, '0'),
  );
  const fraction = rest % 1_000_000n;
  const text = clock.join(':') + (fraction === 0n ? '' : `.${String(fraction).padStart(6, '0')}`);
  return days === 0n ? text : `${days} ${text}`;
}

/** `P1DT01H03M05.012345S`: days, hours, minutes and seconds of ISO 8601, with a sign in front. */
export function durationIsoString(duration: Duration): string {
  const total = durationMicroseconds(duration);
  const size = total < 0n ? -total : total;
  const seconds = size / 1_000_000n;
  const [hours, minutes, rest] = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map((part) =>
    String(part).padStart(2, '0'),
  );
  const fraction = size % 1_000_000n;
  const decimals = fraction === 0n ? '' : `.${String(fraction).padStart(6, '0')}`;
  return `${total < 0n ? '-' : ''}P${size / DAY_US}DT${hours}H${minutes}M${rest}${decimals}S`;
}
