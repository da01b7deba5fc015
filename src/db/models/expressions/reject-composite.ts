import { FieldError } from '../../../core/errors/field-error.ts';
import type { Expression } from '../../sql/expression.ts';
import { isComposite } from '../../sql/parts-of.ts';

/** @throws FieldError when a composite primary key is among the parts of an expression that computes one value */
export function rejectComposite(expression: Expression, parts: readonly Expression[]): void {
  if (!parts.some(isComposite)) return;
  throw new FieldError(
    `${expression.constructor.name} does not support composite primary keys.`,
    'Name one of the fields that the key is made of.',
  );
}
