import { isConfigured, settings } from '../../../conf/configure.ts';

/** Zone of the moments in a database that keeps them as text: UTC, or the project's own zone without USE_TZ. */
export function storageZone(): string {
  return isConfigured() && !settings.USE_TZ ? settings.TIME_ZONE : 'UTC';
}
