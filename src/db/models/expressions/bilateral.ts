import { NO_PARAMS, PARAM, type SqlFragment } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Compiler } from '../../sql/compiler.ts';
import {
  Expression,
  isExpression,
  type LookupFactory,
  type SlotChange,
  type TransformFactory,
} from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import { Slot, SlotParam } from '../../sql/slot.ts';
import type { Field } from '../fields/field.ts';

/** A value of the right side of a lookup, as an expression: a slot of the query, or the value that came to be in it. */
class RightValue extends Expression {
  readonly value: unknown;
  readonly field: Field;
  /** Place in the list that the value is; undefined when it is no list. */
  readonly position: number | undefined;

  constructor(value: unknown, field: Field, position?: number) {
    super(field);
    this.value = value;
    this.field = field;
    this.position = position;
  }

  override resolveExpression(): Expression {
    return this;
  }

  override mapSlots(change: SlotChange): Expression {
    const { value, field, position } = this;
    return value instanceof Slot ? new RightValue(change(value), field, position) : this;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override toSql({ connection }: Compiler): SqlFragment {
    const { value, field, position } = this;
    const prepare = (given: unknown): unknown => {
      const one = position === undefined ? given : (given as readonly unknown[])[position];
      return field.getDbPrepValue(one, connection);
    };
    if (value instanceof Slot) return { sql: PARAM, params: [new SlotParam(value.index, prepare)] };
    return value === null
      ? { sql: 'NULL', params: NO_PARAMS }
      : { sql: PARAM, params: [() => prepare(value)] };
  }
}

/**
 * A lookup whose right side goes through the transforms of its left side that say so.
 * @param field type of the values, which is that of what the transforms are applied to
 */
export function bilateralLookup(
  Type: LookupFactory,
  transforms: readonly TransformFactory[],
  field: Field,
): LookupFactory {
  const transformed = (value: unknown, position?: number): Expression => {
    const given = isExpression(value) ? value : new RightValue(value, field, position);
    return transforms.reduce<Expression>((inner, Transform) => new Transform(inner), given);
  };
  const right = (rhs: unknown): unknown => {
    if (rhs === null || typeof rhs === 'boolean') return rhs;
    if (rhs instanceof Query) {
      throw new NotSupportedError('Bilateral transformations on nested querysets are not implemented.');
    }
    if (Array.isArray(rhs)) return rhs.filter((item) => item !== null).map((item) => transformed(item));
    if (!(rhs instanceof Slot) || !Array.isArray(rhs.sample)) return transformed(rhs);
    return rhs.sample.flatMap((item, position) => (item === null ? [] : [transformed(rhs, position)]));
  };
  return class {
    constructor(lhs: Expression, rhs: unknown) {
      // biome-ignore lint/correctness/noConstructorReturn: it stands for a class of lookups
      return new Type(lhs, right(rhs));
    }
  } as unknown as LookupFactory;
}
