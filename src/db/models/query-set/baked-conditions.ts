import { FieldError } from '../../../core/errors/field-error.ts';
import { type Condition, ConditionTree } from '../../sql/conditions.ts';
import { isExpression } from '../../sql/expression.ts';
import type { QuerySource } from '../expressions/subquery.ts';
import { RelatedRef } from '../related-ref.ts';
import { asQuery } from './askable.ts';

/** Conditions of an expression, which have no slots: QuerySets in them become queries with their values in place. */
export function bakedConditions(tree: ConditionTree): ConditionTree {
  return new ConditionTree(tree.children.map(bakedCondition), tree.connector, tree.negated);
}

function bakedCondition(condition: Condition): Condition {
  if (condition instanceof ConditionTree) return bakedConditions(condition);
  if (isExpression(condition)) return condition;
  const [name, value] = condition;
  if (value === undefined) {
    throw new FieldError(
      `The condition '${name}' has the value undefined.`,
      'For rows without a value, give null; to leave the condition out, leave out its name.',
    );
  }
  return [name, bakedValue(value)];
}

function bakedValue(value: unknown): unknown {
  if (value instanceof RelatedRef) return value.id;
  if (value instanceof Set) return [...value].map(bakedValue);
  if (Array.isArray(value)) return value.map((item) => (Array.isArray(item) ? item : bakedValue(item)));
  return asQuery(value) === undefined ? value : (value as QuerySource).bakedQuery();
}
