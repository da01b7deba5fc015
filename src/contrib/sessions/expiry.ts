import { settings } from '../../conf/configure.ts';

/** Seconds, 0 for until the browser is closed, a moment, or null for what the settings say. */
export type Expiry = number | Date | null;

/** As the session holds it: a moment as Django writes it, `2026-01-31T09:00:00+00:00`. */
export function storedExpiry(expiry: number | Date): number | string {
  return typeof expiry === 'number' ? expiry : expiry.toISOString().replace('Z', '+00:00');
}

/** Seconds from `modification` until the session expires. */
export function expiryAge(stored: unknown, modification: Date): number {
  if (typeof stored === 'string') {
    return Math.floor((Date.parse(stored) - modification.getTime()) / 1000);
  }
  return typeof stored === 'number' && stored !== 0 ? stored : settings.SESSION_COOKIE_AGE;
}

export function expiryDate(stored: unknown, modification: Date): Date {
  if (typeof stored === 'string') return new Date(stored);
  return new Date(modification.getTime() + expiryAge(stored, modification) * 1000);
}
