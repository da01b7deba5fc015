import { FieldError } from '../../core/errors/field-error.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { solveLookup } from './build-filter.ts';
import { Col } from './col.ts';
import { type Expression, isExpression } from './expression.ts';
import { LOOKUP_SEP } from './names.ts';
import { namesToPath, type ResolvedPath } from './names-to-path.ts';
import { splitDirection } from './ordering.ts';
import type { Query } from './query.ts';
import { plainOutput } from './setup-joins.ts';

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
  const parts = name.split(LOOKUP_SEP);
  const found = namesToPath(query, parts, query.model, {});
  if (found.rest.length === 0 || solveLookup(query, name).annotation !== undefined) return;
  if (hasTransforms(found) || query.filteredRelations.has(parts[0]!)) return;
  namesToPath(query, parts, query.model, { failOnMissing: true });
}

/** Whether what is left of the names are transforms, each of what the one before it gives. */
function hasTransforms({ rest, finalField, targets }: ResolvedPath): boolean {
  const field = 'attname' in finalField ? finalField : targets[0];
  if (field === undefined) return false;
  let column: Expression = new Col('', field, plainOutput(field));
  for (const part of rest) {
    const Transform = column.getTransform(part);
    if (Transform === undefined) return false;
    column = new Transform(column);
  }
  return true;
}
