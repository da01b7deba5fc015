import type { Expression } from '../../sql/expression.ts';
import type { Field } from '../fields/field.ts';

type SliceText = (expression: Expression, start: number, stop: number | undefined) => Expression;

let implementation: SliceText | undefined;

/** Told by `functions/text.ts`, whose functions take what needs this. */
export function setSliceText(slice: SliceText): void {
  implementation = slice;
}

export const sliceText: SliceText = (expression, start, stop) => implementation!(expression, start, stop);

type FieldClass = abstract new (...args: never[]) => Field;
const others = new Map<FieldClass, SliceText>();

/** Let `F('tags').slice(0, 2)` of a kind of field be an expression of its own. */
export function registerSlice(type: FieldClass, slice: SliceText): void {
  others.set(type, slice);
}

/** How values of a field that are no texts are sliced; undefined where they are not. */
export function sliceOf(field: Field): SliceText | undefined {
  for (const [type, slice] of others) if (field instanceof type) return slice;
  return undefined;
}
