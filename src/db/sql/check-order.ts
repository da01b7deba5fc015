import { FieldError } from '../../core/errors/field-error.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { solveLookup } from './build-filter.ts';
import { isExpression, lookups } from './expression.ts';
import { LOOKUP_SEP } from './names.ts';
import { namesToPath } from './names-to-path.ts';
import { splitDirection } from './ordering.ts';
import type { Query } from './query.ts';

/** @throws FieldError for a name that rows cannot be ordered by; whatever it holds, it never becomes SQL */
export function checkOrderItem(query: Query, item: unknown): void {
  if (isExpression(item)) {
    if (item.containsAggregate)
      throw new FieldError(
        'Using an aggregate in orderBy() without also including it in annotate() is not allowed.',
      );
    return;
  }
  if (typeof item !== 'string')
    throw new FieldError(`orderBy() takes names and expressions, not ${shownValue(item)}.`);
  if (item === '?') return;
  const [name] = splitDirection(item, false);
  if (query.annotations.has(name)) return;
  const { rest, finalField } = namesToPath(query, name.split(LOOKUP_SEP), query.model, {});
  if (rest.length > 0) {
    const { annotation } = solveLookup(query, name);
    if (annotation === undefined && finalField.isRelation)
      namesToPath(query, name.split(LOOKUP_SEP), query.model, { failOnMissing: true });
    const [first] = rest;
    const head = name.split(LOOKUP_SEP)[0]!;
    if (first !== undefined && !hasTransform(query, name) && !query.filteredRelations.has(head)) {
      namesToPath(query, name.split(LOOKUP_SEP), query.model, { failOnMissing: true });
    }
  }
}

function hasTransform(query: Query, name: string): boolean {
  const { rest, finalField } = namesToPath(query, name.split(LOOKUP_SEP), query.model, {});
  return (
    'attname' in finalField && rest.every((part) => lookups.findTransform(finalField, part) !== undefined)
  );
}
