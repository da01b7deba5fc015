import type { Expression } from '../../sql/expression.ts';

type Combine = (left: Expression, connector: string, right: unknown) => Expression;

let implementation: Combine | undefined;

/** Told by `combined-expression.ts`, whose class extends the one that needs this. */
export function setCombine(combineImplementation: Combine): void {
  implementation = combineImplementation;
}

export const combine: Combine = (left, connector, right) => implementation!(left, connector, right);
