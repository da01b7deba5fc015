import { FieldError } from '../../../core/errors/field-error.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { LOOKUP_SEP } from '../../sql/names.ts';

/** The expressions of `annotate()` by their names; aggregates may come without one. */
export function namedExpressions(given: readonly unknown[]): Map<string, Expression> {
  const annotations = new Map<string, Expression>();
  for (const item of given) {
    if (isExpression(item)) {
      annotations.set(defaultAlias(item), item);
      continue;
    }
    for (const [name, value] of Object.entries(item as object)) {
      if (!isExpression(value)) {
        throw new FieldError(
          `The annotation '${name}' is not an expression.`,
          'For a value, write Value(...).',
        );
      }
      annotations.set(name, value);
    }
  }
  return annotations;
}

/** `comments__count` for an aggregate that was given no name. */
export function defaultAlias(expression: Expression): string {
  const [source] = expression.sources;
  const name =
    source !== undefined && 'name' in source && typeof source.name === 'string' ? source.name : undefined;
  if (name !== undefined && expression.containsAggregate)
    return `${name}${LOOKUP_SEP}${expression.constructor.name.replace('Aggregate', '').toLowerCase()}`;
  throw new FieldError('Complex expressions require an alias.', 'Give it a name: annotate({ total: ... }).');
}
