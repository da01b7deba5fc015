import { rawSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Expression } from '../../../db/sql/expression.ts';
import { optionsOf } from '../../../db/sql/options-of.ts';
import { MODULE } from '../module-name.ts';

/** The operators of ranges, for an ExclusionConstraint. */
export const RangeOperators = {
  EQUAL: '=',
  NOT_EQUAL: '<>',
  CONTAINS: '@>',
  CONTAINED_BY: '<@',
  OVERLAPS: '&&',
  FULLY_LT: '<<',
  FULLY_GT: '>>',
  NOT_LT: '&>',
  NOT_GT: '&<',
  ADJACENT_TO: '-|-',
} as const;

/** The bounds of a range that a function makes. */
class Boundary extends Expression {
  readonly inclusiveLower: boolean;
  readonly inclusiveUpper: boolean;

  constructor(options: { inclusiveLower?: boolean; inclusiveUpper?: boolean } = {}) {
    super();
    const { inclusiveLower = true, inclusiveUpper = false } = optionsOf({ name: 'RangeBoundary' }, options);
    this.inclusiveLower = inclusiveLower;
    this.inclusiveUpper = inclusiveUpper;
  }

  override resolveExpression(): Expression {
    return this;
  }

  override get outputFieldOrNone(): undefined {
    return undefined;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override toSql(): SqlFragment {
    return rawSql(`'${this.bounds}'`);
  }

  override shapeKey(): string {
    return `RangeBoundary(${this.bounds})`;
  }

  get bounds(): string {
    return `${this.inclusiveLower ? '[' : '('}${this.inclusiveUpper ? ']' : ')'}`;
  }

  deconstruct(): { module: string; path: string; args: readonly unknown[] } {
    const { inclusiveLower, inclusiveUpper } = this;
    return { module: MODULE, path: 'RangeBoundary', args: [{ inclusiveLower, inclusiveUpper }] };
  }
}

export type RangeBoundary = Boundary;
/** The third argument of `tstzrange()` and its like: `RangeBoundary({ inclusiveUpper: true })` is `'[]'`. */
export const RangeBoundary = callable<
  typeof Boundary & ((options?: { inclusiveLower?: boolean; inclusiveUpper?: boolean }) => RangeBoundary)
>(Boundary);
