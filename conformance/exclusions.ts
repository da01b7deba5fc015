import fs from 'node:fs';
import type { Vector } from './vector.ts';

/** Lines that are left out, and why a Django user would agree. */
interface Exclusion {
  /** A line's id, or the beginning of several with a `*` behind it. */
  readonly id: string;
  /** The database that it is left out on; every one unless said. */
  readonly database?: string;
  readonly reason: string;
}

const exclusions = JSON.parse(
  fs.readFileSync(new URL('./exclusions.json', import.meta.url), 'utf8'),
) as readonly Exclusion[];

export function isExcluded({ id }: Pick<Vector, 'id'>, database?: string): boolean {
  return exclusions.some((entry) => {
    if (entry.database !== undefined && entry.database !== database) return false;
    return entry.id.endsWith('*') ? id.startsWith(entry.id.slice(0, -1)) : entry.id === id;
  });
}
