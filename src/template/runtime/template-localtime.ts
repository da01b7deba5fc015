import { localeSettings } from '../../utils/locale-settings.ts';
import { temporalKind } from '../../utils/temporal.ts';
import { currentZone } from '../../utils/wall-clock.ts';
import type { Context } from '../context.ts';

/** A time that carries its own zone, moved to the current one; a Date has none and is always shown in the current zone. */
export function templateLocaltime(value: unknown, context: Context): unknown {
  if (typeof value !== 'object' || temporalKind(value) !== 'ZonedDateTime') return value;
  if (!(context.useTz ?? localeSettings().USE_TZ)) return value;
  if ((value as { convertToLocalTime?: boolean }).convertToLocalTime === false) return value;
  return (value as { withTimeZone(zone: string): unknown }).withTimeZone(currentZone());
}
