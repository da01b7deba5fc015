import { NO_PARAMS, type SqlFragment } from '../backends/base/fragment.ts';
import { Ref } from './col.ts';
import { type Compiler, fragmentKey } from './compiler.ts';
import { EmptyResultSet, FullResultSet } from './empty-result.ts';
import type { Expression } from './expression.ts';
import type { OrderEntry } from './ordering.ts';
import type { Query } from './query.ts';
import type { SelectItem } from './select-list.ts';
import type { WhereNode } from './where-node.ts';

/** The GROUP BY of a query: what it groups by, and all else that is selected or sorted by without being an aggregate. */
export function compileGroupBy(
  compiler: Compiler,
  query: Query,
  select: readonly SelectItem[],
  ordering: readonly OrderEntry[],
  having: WhereNode | undefined,
): SqlFragment[] {
  if (query.groupBy === undefined) return [];
  const selected = new Map(select.map(({ expression, alias }) => [alias, expression]));
  const expressions = (query.groupBy === true ? [] : query.groupBy).map((item) =>
    item instanceof Ref ? (selected.get(item.name) ?? item.source) : item,
  );
  const referred = new Set(expressions);
  const places = new Map<Expression, SqlFragment>();
  select.forEach(({ expression, alias }, index) => {
    // By its name it could be taken for a column of a table; its place is clear.
    if (alias !== undefined) places.set(expression, { sql: String(index + 1), params: NO_PARAMS });
    if (!referred.has(expression)) expressions.push(...expression.getGroupByCols());
  });
  for (const { order, isRef } of ordering) if (!isRef) expressions.push(...order.getGroupByCols());
  if (having !== undefined) expressions.push(...having.getGroupByCols());
  const parts = new Map<string, SqlFragment>();
  for (const expression of expressions) {
    try {
      const sql = places.get(expression) ?? expression.selectFormat(compiler, compiler.compile(expression));
      const key = fragmentKey(sql);
      if (!parts.has(key)) parts.set(key, sql);
    } catch (error) {
      if (!(error instanceof EmptyResultSet) && !(error instanceof FullResultSet)) throw error;
    }
  }
  return [...parts.values()];
}
