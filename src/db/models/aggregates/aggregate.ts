import { FieldError } from '../../../core/errors/field-error.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import { joinSql, rawSql } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet, FullResultSet } from '../../sql/empty-result.ts';
import { type Expression, isExpression, type ResolveOptions } from '../../sql/expression.ts';
import { optionsOf, publicName } from '../../sql/options-of.ts';
import { OrderBy } from '../../sql/order-by.ts';
import type { Query } from '../../sql/query.ts';
import { asField } from '../expressions/f.ts';
import { Func, type FuncOptions } from '../expressions/func.ts';
import { rejectComposite } from '../expressions/reject-composite.ts';
import { compositeKey } from '../expressions/shape-key.ts';
import { asValue, Value } from '../expressions/value.ts';
import type { Field } from '../fields/field.ts';
import { Coalesce } from '../functions/comparison.ts';
import { Q } from '../q.ts';

export interface AggregateOptions extends FuncOptions {
  /** Count equal values once. */
  distinct?: boolean;
  /** Conditions that a row has to meet to be taken: lookups or a Q. */
  filter?: unknown;
  /** The result for no rows, in place of NULL. */
  default?: unknown;
  /** Order in which the values come, where the database and the function know one. */
  orderBy?: unknown;
  /** The same under the name that it has on PostgreSQL in Django 5.2. */
  ordering?: unknown;
}

/** One value out of many rows: `Count('comments', { distinct: true, filter: { comments__spam: false } })`. */
export class Aggregate<V = unknown> extends Func<V> {
  readonly isAggregate = true;
  readonly allowDistinct: boolean = false;
  readonly allowOrderBy: boolean = false;
  readonly distinct: boolean;
  readonly filter: Expression | undefined;
  readonly orderBy: readonly Expression[];
  readonly default: unknown;

  constructor(expression: unknown, options: AggregateOptions = {}) {
    super(expression, optionsOf(new.target, options));
    this.distinct = options.distinct ?? false;
    this.filter =
      options.filter === undefined || options.filter === null ? undefined : toFilter(options.filter);
    this.orderBy = toOrder(options.orderBy ?? options.ordering);
    this.default = options.default ?? undefined;
    this.checkOptions();
  }

  protected checkOptions(): void {
    if (this.default !== undefined && this.emptyResultValue !== null) {
      throw new FieldError(`${publicName(this.constructor)} does not allow default.`, 'It is never null.');
    }
  }

  /** @throws FieldError for an option that this aggregate knows nothing of */
  protected checkAllowed(): void {
    const name = publicName(this.constructor);
    if (this.distinct && !this.allowDistinct) throw new FieldError(`${name} does not allow distinct.`);
    if (this.orderBy.length > 0 && !this.allowOrderBy)
      throw new FieldError(`${name} does not allow orderBy.`, 'Its value is the same in any order.');
  }

  override get sources(): readonly (Expression | undefined)[] {
    return [...this.expressions, ...this.orderBy, this.filter];
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    const count = this.expressions.length;
    return this.copy({
      expressions: sources.slice(0, count),
      orderBy: sources.slice(count, -1),
      filter: sources[sources.length - 1],
    });
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    this.checkAllowed();
    const expressions = this.expressions.map((one) => this.argument(one.resolveExpression(query, options)));
    if (!options.summarize) this.checkParts(expressions);
    const resolved = this.copy({
      expressions,
      filter: this.filter?.resolveExpression(query, options),
      orderBy: this.orderBy.map((one) => one.resolveExpression(query, options)),
      default: undefined,
    });
    if (this.default === undefined) return resolved;
    const type = resolved.outputFieldOrNone;
    const fallback = isExpression(this.default)
      ? this.default.resolveExpression(query, options)
      : this.defaultValue(this.default, type);
    return new Coalesce(resolved, fallback, type === undefined ? {} : { outputField: type });
  }

  /** An argument as this aggregate takes it. @throws FieldError for one that it doesn't take */
  protected argument(resolved: Expression): Expression {
    rejectComposite(this, [resolved]);
    return resolved;
  }

  /** The default as an expression, which is of the type that the aggregate gives. */
  protected defaultValue(value: unknown, type: Field | undefined): Expression {
    return type === undefined ? asValue(value) : new Value(value, { outputField: type });
  }

  protected checkParts(expressions: readonly Expression[]): void {
    for (const [index, expression] of expressions.entries()) {
      const name = 'name' in this.expressions[index]! ? String(this.expressions[index].name) : 'its argument';
      if (expression.containsAggregate) {
        throw new FieldError(
          `Cannot compute ${publicName(this.constructor)}('${name}'): '${name}' is an aggregate.`,
        );
      }
      if (expression.containsOverClause) {
        throw new FieldError(
          `Cannot compute ${publicName(this.constructor)}('${name}'): '${name}' is a window function.`,
        );
      }
    }
  }

  override get containsAggregate(): boolean {
    return true;
  }

  override get windowCompatible(): boolean {
    return true;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override get emptyResultValue(): unknown {
    return null;
  }

  protected override findOutputField(): Field | undefined {
    return this.expressions[0]?.outputFieldOrNone;
  }

  override toSql(compiler: Compiler): SqlFragment {
    const values = this.argumentsSql(compiler);
    const body = this.callSql(compiler, values);
    if (this.filter === undefined) return body;
    const condition = this.filterSql(compiler, this.filter);
    if (condition === undefined) return body;
    const { sql, params } = condition;
    if (!compiler.connection.features.supportsAggregateFilterClause) {
      const [first, ...others] = values as [SqlFragment, ...SqlFragment[]];
      return this.callSql(compiler, [onlyWhen({ sql, params }, first), ...others]);
    }
    return { sql: `${body.sql} FILTER (WHERE ${sql})`, params: [...body.params, ...params] };
  }

  /** The condition that rows are taken by; undefined when it takes all of them. */
  protected filterSql(compiler: Compiler, filter: Expression): SqlFragment | undefined {
    try {
      return compiler.compile(filter);
    } catch (error) {
      if (error instanceof FullResultSet) return undefined;
      if (!(error instanceof EmptyResultSet)) throw error;
      return rawSql(compiler.connection.ops.booleanSql(false));
    }
  }

  protected callSql(compiler: Compiler, args: readonly SqlFragment[]): SqlFragment {
    const values = joinSql(args, ', ');
    const order = this.orderSql(compiler);
    if (this.options.template !== undefined) {
      const inside = joinSql([values, order], '');
      return this.templated(compiler, inside, { distinct: this.distinct ? 'DISTINCT ' : '' });
    }
    return {
      sql: `${this.sqlName(compiler)}(${this.distinct ? 'DISTINCT ' : ''}${values.sql}${order.sql})`,
      params: [...values.params, ...order.params],
    };
  }

  protected orderSql(compiler: Compiler): SqlFragment {
    if (this.orderBy.length === 0) return { sql: '', params: [] };
    const { sql, params } = joinSql(
      this.orderBy.map((one) => compiler.compile(one)),
      ', ',
    );
    return { sql: ` ORDER BY ${sql}`, params };
  }

  override shapeKey(): string | undefined {
    if (this.given !== undefined || this.default !== undefined) return undefined;
    const parts = [
      this.options.function,
      this.options.template,
      ...this.templateLiterals(),
      this.distinct,
      ...this.expressions,
      ...this.orderBy,
      ...this.literals(),
    ];
    return compositeKey(this, this.filter === undefined ? parts : [...parts, this.filter]);
  }
}

/** What FILTER does, for databases without it: other rows count as NULL. */
function onlyWhen(condition: SqlFragment, value: SqlFragment): SqlFragment {
  return {
    sql: `CASE WHEN ${condition.sql} THEN ${value.sql === '*' ? '1' : value.sql} END`,
    params: [...condition.params, ...value.params],
  };
}

function toFilter(filter: unknown): Expression {
  return isExpression(filter) ? filter : (Q(filter) as unknown as Expression);
}

function toOrder(orderBy: unknown): readonly Expression[] {
  if (orderBy === undefined || orderBy === null) return [];
  const items: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  return items.map((item) => {
    if (typeof item !== 'string') return asField(item);
    const descending = item.startsWith('-');
    return new OrderBy(asField(descending ? item.slice(1) : item), { descending });
  });
}
