import { isConfigured, settings } from '../../../conf/configure.ts';
import { localeState } from '../../../utils/locale-state.ts';
import { type PlainDate, type PlainTime, temporal } from '../../../utils/temporal.ts';
import { zoneOffset } from '../../../utils/zone-offset.ts';

/** The zone in which texts without one are read: the activated one, else the project's. */
export function currentZone(): string {
  if (!isConfigured()) return 'UTC';
  return (settings.USE_TZ ? localeState().timezone : undefined) ?? settings.TIME_ZONE;
}

/** Day and time of day that a clock in the current zone shows at an instant. */
export function wallClock(instant: Date): { date: PlainDate; time: PlainTime } {
  const milliseconds = instant.getTime();
  const iso = new Date(milliseconds + zoneOffset(currentZone(), milliseconds)).toISOString();
  const { PlainDate, PlainTime } = temporal();
  return { date: PlainDate.from(iso.slice(0, 10)), time: PlainTime.from(iso.slice(11, 23)) };
}
