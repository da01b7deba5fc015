import { FieldError } from '../../core/errors/field-error.ts';
import type { SqlFragment } from '../backends/base/fragment.ts';
import type { Compiler } from './compiler.ts';
import { Expression, type ResolveOptions } from './expression.ts';
import type { Query } from './query.ts';
import { resolveRef } from './resolve-ref.ts';

/** A name of the query around a subquery, while the subquery stands alone. */
export class ResolvedOuterRef extends Expression {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  /** Called when the subquery is put into the query that the name belongs to. */
  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const column = resolveRef(query, this.name, { ...options, summarize: false });
    if (column.containsOverClause) {
      throw new FieldError('Referencing outer query window expression is not supported.');
    }
    return column;
  }

  override get outputFieldOrNone(): undefined {
    return undefined;
  }

  override relabeled(): Expression {
    return this;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override toSql(_compiler: Compiler): SqlFragment {
    throw new FieldError(
      `This queryset contains a reference to an outer query ('${this.name}') and may only be used in a subquery.`,
    );
  }
}

/** A reference that has a form for the query around: F and OuterRef. */
export interface OuterReferable {
  toOuterRef(): Expression;
}

/** The value of a condition that moves into a subquery: names in it now mean the query around. */
export function asOuterRef(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'toOuterRef' in value
    ? (value as OuterReferable).toOuterRef()
    : value;
}
