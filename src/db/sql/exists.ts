import type { SqlFragment } from '../backends/base/fragment.ts';
import type { Compiler } from './compiler.ts';
import { Expression } from './expression.ts';
import type { Query } from './query.ts';

/** `EXISTS (subquery)`, as a condition that conditions themselves make; users write `Exists(queryset)`. */
export class ExistsCondition extends Expression {
  readonly isPredicate = true;
  readonly query: Query;

  constructor(query: Query) {
    super();
    this.query = query;
  }

  override get sources(): readonly Expression[] {
    return [this.query];
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    return new ExistsCondition(sources[0] as Query);
  }

  override relabeled(aliases: ReadonlyMap<string, string>): Expression {
    return new ExistsCondition(this.query.relabeled(aliases) as Query);
  }

  override get conditional(): boolean {
    return true;
  }

  override get containsAggregate(): boolean {
    return false;
  }

  override getGroupByCols(): Expression[] {
    return this.query.getGroupByCols();
  }

  override toSql(compiler: Compiler): SqlFragment {
    return existsSql(compiler, this.query);
  }
}

/** @throws FullResultSet when the subquery has a row whatever the data, EmptyResultSet when it can have none */
export function existsSql(compiler: Compiler, query: Query): SqlFragment {
  const { sql, params } = compiler.compileSubquery(query, { exists: true });
  return { sql: `EXISTS${sql}`, params };
}
