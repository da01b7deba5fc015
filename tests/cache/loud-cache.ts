import { LocMemCache } from 'jango/core/cache';

/** A backend of a project, as CACHES names it. */
export class Loud extends LocMemCache {}

export function loudKey(key: string): string {
  return `${key.toUpperCase()}!`;
}
