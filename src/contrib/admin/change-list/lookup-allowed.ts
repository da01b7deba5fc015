import { DisallowedLookup } from '../errors.ts';
import type { ModelAdmin } from '../model-admin.ts';

/**
 * Whether a list may be narrowed by a parameter that no filter has taken. What belongs to the model itself may; what lies
 * behind a relation only if `listFilter` or `dateHierarchy` leads there, or guessing would read other tables.
 */
export function isLookupAllowed(admin: ModelAdmin, lookup: string): boolean {
  const [first, second] = lookup.split('__');
  const field = first === 'pk' ? admin.opts.pk : admin.opts.fieldsMap.get(first!);
  if (field === undefined) return false;
  const isRelation = 'isRelation' in field && field.isRelation;
  if (!isRelation || second === undefined || KEY_LOOKUPS.has(second) || second === 'pk' || second === 'id')
    return true;
  const allowed = [...admin.listFilter, admin.dateHierarchy].flatMap((spec) => {
    const path = Array.isArray(spec) ? (spec as readonly unknown[])[0] : spec;
    return typeof path === 'string' ? [path] : [];
  });
  return allowed.some((path) => lookup === path || lookup.startsWith(`${path}__`));
}

const KEY_LOOKUPS: ReadonlySet<string> = new Set(['exact', 'in', 'isnull']);

/** @throws DisallowedLookup */
export function rejectLookup(lookup: string): never {
  throw new DisallowedLookup(lookup);
}
