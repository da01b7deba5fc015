import { FieldError } from '../../../core/errors/field-error.ts';
import { LOOKUP_SEP } from '../../sql/names.ts';
import type { Query } from '../../sql/query.ts';

/** @throws FieldError for a relation that is a FilteredRelation: `only()` knows the model's own names */
export function checkLoadable(query: Query, name: string): void {
  const head = name.split(LOOKUP_SEP)[0]!;
  if (query.filteredRelations.has(head)) {
    throw new FieldError('only() is not supported with FilteredRelation.');
  }
}

/** `only()`: these names and no others, less those that `defer()` left out before. */
export function takeOnly(query: Query, names: readonly string[]): void {
  const pk = query.meta.pk.name;
  const wanted = new Set(names.map((name) => (name === 'pk' ? pk : name)));
  const { names: before, defer } = query.deferred;
  query.deferred = defer
    ? { names: new Set([...wanted].filter((name) => !before.has(name))), defer: false }
    : { names: wanted, defer: false };
}

/** `defer()`: not these names, either. */
export function leaveOut(query: Query, names: readonly string[]): void {
  const { names: before, defer } = query.deferred;
  if (defer) {
    query.deferred = { names: new Set([...before, ...names]), defer: true };
    return;
  }
  const left = new Set([...before].filter((name) => !names.includes(name)));
  query.deferred =
    left.size > 0
      ? { names: left, defer: false }
      : { names: new Set(names.filter((name) => !before.has(name))), defer: true };
}
