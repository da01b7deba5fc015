import type { Expression } from '../../sql/expression.ts';

type SliceText = (expression: Expression, start: number, stop: number | undefined) => Expression;

let implementation: SliceText | undefined;

/** Told by `functions/text.ts`, whose functions take what needs this. */
export function setSliceText(slice: SliceText): void {
  implementation = slice;
}

export const sliceText: SliceText = (expression, start, stop) => implementation!(expression, start, stop);
