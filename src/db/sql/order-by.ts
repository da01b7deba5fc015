import { FieldError } from '../../core/errors/field-error.ts';
import type { SqlFragment } from '../backends/base/fragment.ts';
import type { Compiler } from './compiler.ts';
import { Expression } from './expression.ts';

export interface OrderOptions {
  descending?: boolean;
  nullsFirst?: boolean;
  nullsLast?: boolean;
}

/** A value and the direction to sort it in. */
export class OrderBy extends Expression {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | undefined;

  constructor(expression: Expression, options: OrderOptions = {}) {
    super();
    if (options.nullsFirst && options.nullsLast) {
      throw new FieldError('nullsFirst and nullsLast are mutually exclusive.', 'Choose one of them.');
    }
    this.expression = expression;
    this.descending = options.descending ?? false;
    this.nulls = options.nullsFirst ? 'first' : options.nullsLast ? 'last' : undefined;
  }

  override get sources(): readonly Expression[] {
    return [this.expression];
  }

  override withSources(sources: readonly (Expression | undefined)[]): OrderBy {
    return this.#with(sources[0]!, this.descending, this.nulls);
  }

  reversed(): OrderBy {
    const nulls = this.nulls === undefined ? undefined : this.nulls === 'first' ? 'last' : 'first';
    return this.#with(this.expression, !this.descending, nulls);
  }

  asc(): OrderBy {
    return this.#with(this.expression, false, this.nulls);
  }

  desc(): OrderBy {
    return this.#with(this.expression, true, this.nulls);
  }

  #with(expression: Expression, descending: boolean, nulls: 'first' | 'last' | undefined): OrderBy {
    return new OrderBy(expression, {
      descending,
      nullsFirst: nulls === 'first',
      nullsLast: nulls === 'last',
    });
  }

  override getGroupByCols(): Expression[] {
    return this.expression.getGroupByCols();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = this.#sortedSql(compiler);
    const direction = this.descending ? 'DESC' : 'ASC';
    if (this.nulls === undefined) return { sql: `${sql} ${direction}`, params };
    const { supportsOrderByNullsModifier } = compiler.connection.features;
    if (supportsOrderByNullsModifier) {
      return { sql: `${sql} ${direction} NULLS ${this.nulls.toUpperCase()}`, params };
    }
    const test = this.nulls === 'last' ? 'IS NULL' : 'IS NOT NULL';
    return { sql: `${sql} ${test}, ${sql} ${direction}`, params: [...params, ...params] };
  }

  /** A bare number would be the place of a column. */
  #sortedSql(compiler: Compiler): SqlFragment {
    const sql = compiler.compile(this.expression);
    return 'value' in this.expression ? compiler.connection.ops.constantToSortBy(sql) : sql;
  }

  override shapeKey(): string | undefined {
    const inner = this.expression.shapeKey();
    return inner === undefined ? undefined : `OrderBy(${inner},${this.descending},${this.nulls})`;
  }
}
