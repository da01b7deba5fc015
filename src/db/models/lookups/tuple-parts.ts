import { FieldError } from '../../../core/errors/field-error.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { isComposite, partsOf } from '../../sql/parts-of.ts';
import type { Query } from '../../sql/query.ts';
import { PartSlot, Slot } from '../../sql/slot.ts';
import { plain } from './lookup.ts';

/** The columns of the left side: those of a composite key, or the parts of a Tuple. */
export function leftParts(lhs: Expression): readonly Expression[] {
  return 'isTuple' in lhs ? (lhs.sources as readonly Expression[]) : partsOf(lhs);
}

/**
 * The right side as a value for each column on the left.
 * @throws FieldError for anything but as many values, or columns
 */
export function rightParts(rhs: unknown, count: number, lookupName: string): readonly unknown[] {
  if (rhs instanceof Slot) {
    if (rhs.sample !== undefined) checkTuple(rhs.sample, count, lookupName);
    return Array.from({ length: count }, (_, index) => {
      return new PartSlot(rhs, (value) => checkTuple(value, count, lookupName)[index]);
    });
  }
  if (!isExpression(rhs)) return checkTuple(rhs, count, lookupName);
  const parts = 'isTuple' in rhs || isComposite(rhs) ? leftParts(rhs) : [rhs];
  return checkTuple(parts, count, lookupName);
}

function checkTuple(value: unknown, count: number, lookupName: string): readonly unknown[] {
  const given = plain(value);
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
