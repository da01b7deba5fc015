import { Col, plainType } from './col.ts';
import { columnsOf, isCompositeField } from './composite.ts';
import type { Expression } from './expression.ts';

/** Whether an expression is several columns at once: that of a composite primary key. */
export function isComposite(expression: Expression): expression is Col {
  return expression instanceof Col && isCompositeField(expression.target);
}

/** An expression as the columns that it stands for. */
export function partsOf(expression: Expression): readonly Expression[] {
  if (!isComposite(expression)) return [expression];
  return columnsOf(expression.target).map((field) => new Col(expression.alias, field, plainType(field)));
}
