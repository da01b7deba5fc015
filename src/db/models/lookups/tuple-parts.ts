import { FieldError } from '../../../core/errors/field-error.ts';
import { isCompositeField } from '../../sql/composite.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { isComposite, partsOf } from '../../sql/parts-of.ts';
import type { Query } from '../../sql/query.ts';
import { RelatedCol } from '../../sql/related-col.ts';
import { PartSlot, Slot } from '../../sql/slot.ts';
import type { Field } from '../fields/field.ts';
import { isInstance } from '../is-instance.ts';
import type { AnyModel } from '../model.ts';
import { plain } from './lookup.ts';

/** The columns of the left side: those of a composite key, or the parts of a Tuple. */
export function leftParts(lhs: Expression): readonly Expression[] {
  return 'isTuple' in lhs ? (lhs.sources as readonly Expression[]) : partsOf(lhs);
}

/**
 * The right side as a value for each column on the left.
 * @throws FieldError for anything but as many values, or columns
 */
export function rightParts(lhs: Expression, rhs: unknown, lookupName: string): readonly unknown[] {
  const count = leftParts(lhs).length;
  const read = (value: unknown): readonly unknown[] => checkTuple(tupleOf(lhs, value), count, lookupName);
  if (rhs instanceof Slot) {
    if (rhs.sample !== undefined) read(rhs.sample);
    return Array.from({ length: count }, (_, index) => new PartSlot(rhs, (value) => read(value)[index]));
  }
  if (!isExpression(rhs)) return read(rhs);
  const parts = 'isTuple' in rhs || isComposite(rhs) ? leftParts(rhs) : [rhs];
  return checkTuple(parts, count, lookupName);
}

/** The columns of the model at the other end that an instance is compared by: those that a relation points at, else its key. */
export function sourceOf(lhs: Expression): Field | undefined {
  const [source] = lhs instanceof RelatedCol ? lhs.sourceFields : [];
  return source !== undefined && isCompositeField(source) ? source : undefined;
}

function tupleOf(lhs: Expression, value: unknown): unknown {
  const source = isInstance(value) ? sourceOf(lhs) : undefined;
  return source === undefined ? plain(value) : source.valueFromObject(value as AnyModel);
}

function checkTuple(given: unknown, count: number, lookupName: string): readonly unknown[] {
  if (Array.isArray(given) && given.length === count) return given;
  throw new FieldError(
    `The lookup '${lookupName}' of several columns takes a list of ${count} values.`,
    'For a composite primary key they are those of its fields, in order: pk: [1, 2].',
  );
}

/** @throws FieldError for a query that selects another number of columns */
export function checkSelected(query: Query, count: number, lookupName: string): void {
  const selected = [...query.select, ...query.annotationSelect.values()].flatMap(partsOf).length;
  if (!query.hasSelectFields || selected === count) return;
  throw new FieldError(
    `The QuerySet of the lookup '${lookupName}' has to select ${count} columns; it selects ${selected}.`,
  );
}
