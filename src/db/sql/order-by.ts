import { FieldError } from '../../core/errors/field-error.ts';
import { rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import type { Compiler } from './compiler.ts';
import { FullResultSet } from './empty-result.ts';
import { Expression } from './expression.ts';
import { optionsOf } from './options-of.ts';

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
    const { descending = false, nullsFirst = false, nullsLast = false } = optionsOf(new.target, options);
    if (nullsFirst && nullsLast) {
      throw new FieldError('nullsFirst and nullsLast are mutually exclusive.', 'Choose one of them.');
    }
    this.expression = expression;
    this.descending = descending;
    this.nulls = nullsFirst ? 'first' : nullsLast ? 'last' : undefined;
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

  /** A bare number would be the place of a column; a condition that is decided already is a constant, too. */
  #sortedSql(compiler: Compiler): SqlFragment {
    const { ops } = compiler.connection;
    let sql: SqlFragment;
    try {
      sql = compiler.compile(this.expression);
    } catch (error) {
      if (!(error instanceof FullResultSet)) throw error;
      return ops.constantToSortBy(rawSql(ops.booleanSql(true)));
    }
    const isDecided = 'isPredicate' in this.expression && sql.sql === ops.booleanSql(false);
    return isDecided || 'value' in this.expression ? ops.constantToSortBy(sql) : sql;
  }

  override shapeKey(): string | undefined {
    const inner = this.expression.shapeKey();
    return inner === undefined ? undefined : `OrderBy(${inner},${this.descending},${this.nulls})`;
  }
}
