import { FieldError } from '../../core/errors/field-error.ts';
import { type Awaitable, isThenable } from '../../utils/awaitable.ts';
import { type Expression, isExpression } from '../sql/expression.ts';
import type { Query } from '../sql/query.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';

/** What `preSave()` makes of each field: at once, unless an upload has to be stored first. */
export function valuesToSave(
  instance: AnyModel,
  fields: readonly Field[],
  raw: boolean,
  add: boolean,
): Awaitable<unknown[]> {
  const values = new Array<unknown>(fields.length);
  let pending = false;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    const value = raw ? field.valueFromObject(instance) : field.preSave(instance, add);
    values[i] = value;
    pending ||= isThenable(value) && !isExpression(value);
  }
  return pending ? Promise.all(values) : values;
}

/** Whether the database works the value out. */
export const isComputed = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && isExpression(value);

/** @throws FieldError for an expression that cannot be the value of a column */
export function resolveForSave(value: Expression, query: Query): Expression {
  const resolved = value.resolveExpression(query, { allowJoins: false, forSave: true });
  if (resolved.containsAggregate) throw new FieldError('Aggregate functions are not allowed in this query.');
  if (resolved.containsOverClause) throw new FieldError('Window expressions are not allowed in this query.');
  return resolved;
}
