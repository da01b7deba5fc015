import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { existsSql } from '../../sql/exists.ts';
import type { Expression, ResolveOptions } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { Query } from '../../sql/query.ts';
import { BooleanField } from '../fields/boolean-field.ts';
import type { Field } from '../fields/field.ts';
import type { OnlyValue, OutputField, OutputValue } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable } from './combinable.ts';

/** A QuerySet as expressions see it. */
export interface QuerySource {
  /** What is asked, with the values in it. */
  bakedQuery(): Query;
}

function asked(source: QuerySource): Query {
  if (typeof (source as Partial<QuerySource> | null | undefined)?.bakedQuery === 'function')
    return source.bakedQuery();
  throw new FieldError(`Subquery() and Exists() take a QuerySet, not ${shownValue(source)}.`);
}

/** A query as a value: `annotate({ newest: Subquery(Comment.objects.filter({ post: OuterRef('pk') }).values('email').slice(0, 1)) })`. */
class SubqueryExpression<V = unknown> extends Combinable<V> {
  readonly query: Query;

  constructor(queryset: QuerySource | Query, options: { outputField?: OutputField } = {}) {
    super(optionsOf(new.target, options).outputField);
    this.query = queryset instanceof Query ? queryset : asSubquery(asked(queryset));
  }

  override get sources(): readonly Expression[] {
    return [this.query];
  }

  override withSources([query]: readonly (Expression | undefined)[]): Expression {
    return this.with(query as Query);
  }

  protected with(query: Query): Expression {
    return new SubqueryExpression(query, this.given === undefined ? {} : { outputField: this.given });
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const resolved = this.query.resolveExpression(query, options) as Query;
    return this.with(resolved);
  }

  override relabeled(aliases: ReadonlyMap<string, string>): Expression {
    return this.with(this.query.relabeled(aliases));
  }

  protected override findOutputField(): Field | undefined {
    return this.query.outputFieldOrNone;
  }

  override get containsAggregate(): boolean {
    return false;
  }

  override get emptyResultValue(): unknown {
    return null;
  }

  override getGroupByCols(): Expression[] {
    return this.query.getGroupByCols().map((column) => (column === this.query ? this : column));
  }

  override toSql(compiler: Compiler): SqlFragment {
    return compiler.compileSubquery(this.query);
  }
}

/** Whether a query has rows: `filter(Exists(Comment.objects.filter({ post: OuterRef('pk') })))`. */
class ExistsExpression extends SubqueryExpression<boolean> {
  readonly isPredicate = true;

  constructor(queryset: QuerySource | Query) {
    super(queryset, { outputField: new BooleanField() });
  }

  protected override with(query: Query): Expression {
    return new ExistsExpression(query);
  }

  not(): NegatedExpression {
    return new NegatedExpression(this);
  }

  override get conditional(): boolean {
    return true;
  }

  override get emptyResultValue(): unknown {
    return false;
  }

  override toSql(compiler: Compiler): SqlFragment {
    try {
      return existsSql(compiler, this.query);
    } catch (error) {
      if (error instanceof EmptyResultSet)
        return { sql: compiler.connection.ops.booleanSql(false), params: [] };
      throw error;
    }
  }
}

/** NOT of a condition. */
export class NegatedExpression extends Combinable<boolean> {
  readonly isPredicate = true;
  readonly expression: Expression;

  constructor(expression: Expression) {
    super(new BooleanField());
    this.expression = expression;
  }

  override get sources(): readonly Expression[] {
    return [this.expression];
  }

  override withSources([expression]: readonly (Expression | undefined)[]): Expression {
    return new NegatedExpression(expression!);
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const resolved = this.expression.resolveExpression(query, options);
    if (!resolved.conditional) throw new FieldError('Cannot negate non-conditional expressions.');
    return new NegatedExpression(resolved);
  }

  not(): Expression {
    return this.expression;
  }

  override get conditional(): boolean {
    return true;
  }

  override toSql(compiler: Compiler): SqlFragment {
    try {
      const { sql, params } = compiler.compile(this.expression);
      const inner = this.expression instanceof NegatedExpression ? `(${sql})` : sql;
      return { sql: `NOT ${inner}`, params };
    } catch (error) {
      if (error instanceof EmptyResultSet)
        return { sql: compiler.connection.ops.booleanSql(true), params: [] };
      throw error;
    }
  }
}

function asSubquery(query: Query): Query {
  const copy = query.clone();
  copy.isSubquery = true;
  return copy;
}

export type Subquery<V = unknown> = SubqueryExpression<V>;
export const Subquery = callable<
  typeof SubqueryExpression & {
    <O>(queryset: QuerySource, options: { outputField: O }): Subquery<OutputValue<O> | null>;
    <Row>(queryset: QuerySource & PromiseLike<Row[]>): Subquery<OnlyValue<Row> | null>;
    (queryset: QuerySource, options?: { outputField?: OutputField }): Subquery;
  }
>(SubqueryExpression);
export type Exists = ExistsExpression;
export const Exists = callable<typeof ExistsExpression & ((queryset: QuerySource) => Exists)>(
  ExistsExpression,
);
