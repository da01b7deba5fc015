import { FieldError } from '../../../core/errors/field-error.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { LOOKUP_SEP } from '../../sql/names.ts';
import { publicName } from '../../sql/options-of.ts';
import { type QuerySource, Subquery } from '../expressions/subquery.ts';
import { keywordsOf } from './keywords.ts';

/** The expressions of `annotate()` by their names; aggregates may come without one. */
export function namedExpressions(given: readonly unknown[]): Map<string, Expression> {
  const annotations = new Map<string, Expression>();
  for (const item of given) {
    if (isExpression(item)) {
      annotations.set(defaultAlias(item), item);
      continue;
    }
    for (const [name, value] of Object.entries(keywordsOf('annotate', item))) {
      const asked = isExpression(value) ? value : subqueryOf(value);
      if (asked === undefined) {
        throw new FieldError(
          `The annotation '${name}' is not an expression.`,
          'For a value, write Value(...).',
        );
      }
      annotations.set(name, asked);
    }
  }
  return annotations;
}

/** A QuerySet stands for what it finds. */
function subqueryOf(value: unknown): Expression | undefined {
  const source = value as Partial<QuerySource> | null;
  return typeof source === 'object' && typeof source?.bakedQuery === 'function'
    ? new Subquery(source as QuerySource)
    : undefined;
}

/** `comments__count` for an aggregate that was given no name. */
export function defaultAlias(expression: Expression): string {
  // A Q is asked by its conditions alone.
  const [source] = expression.sources ?? [];
  const name =
    source !== undefined && 'name' in source && typeof source.name === 'string' ? source.name : undefined;
  if (name !== undefined && expression.containsAggregate)
    return `${name}${LOOKUP_SEP}${publicName(expression.constructor).toLowerCase()}`;
  throw new FieldError('Complex expressions require an alias.', 'Give it a name: annotate({ total: ... }).');
}
