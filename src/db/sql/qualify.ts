import { joinSql, type SqlFragment } from '../backends/base/fragment.ts';
import { Ref } from './col.ts';
import type { Expression } from './expression.ts';
import type { OrderEntry } from './ordering.ts';
import type { CompileOptions, SelectCompiler } from './select-compiler.ts';
import type { SelectList } from './select-list.ts';
import { WhereNode } from './where-node.ts';

export interface QualifyParts {
  readonly where: WhereNode | undefined;
  readonly having: WhereNode | undefined;
  /** Conditions on window functions. */
  readonly windows: WhereNode;
  readonly list: SelectList;
  readonly ordering: readonly OrderEntry[];
}

/**
 * A query that filters by window functions: these are known only after WHERE, so the query becomes the table of another one,
 * `SELECT * FROM (...) "qualify" WHERE ...`, whose extra columns a last SELECT leaves out.
 */
export function qualify(compiler: SelectCompiler, parts: QualifyParts, options: CompileOptions): SqlFragment {
  const { query } = compiler;
  const inner = query.clone();
  inner.where = new WhereNode([parts.where, parts.having].filter((node) => node !== undefined));
  inner.clearOrdering(true);
  inner.clearLimits();
  const names = new Map<string, string>();
  let extra = 0;
  const publish = (given: Expression): Expression => {
    if (given instanceof Ref && parts.list.items.some(({ alias }) => alias === given.name)) return given;
    const expression = given instanceof Ref ? given.source : given;
    const key = compiler.compile(expression);
    const known = parts.list.items.findIndex((item) => item.sql.sql === key.sql);
    if (known >= 0) return new Ref(aliasOf(parts.list, known), expression);
    const name = names.get(key.sql) ?? `qual${extra++}`;
    names.set(key.sql, name);
    inner.annotations.set(name, expression);
    return new Ref(name, expression);
  };
  const windows = outermost(parts.windows, publish);
  const ordering = parts.ordering.map(({ order }) => order.withSources([publish(order.expression)]));
  const visible = parts.list.items.map((_, index) => aliasOf(parts.list, index));
  if (inner.annotationMask !== undefined)
    inner.annotationMask = new Set([...inner.annotationMask, ...names.values()]);
  if (inner.selected !== undefined)
    inner.selected = new Map([...inner.selected, ...[...names.values()].map((n) => [n, n] as const)]);
  const body = compiler.part(inner).select({ ...options, columnAliases: true, withLimits: false }).sql;
  const condition = compiler.compile(windows);
  // exists() selects nothing.
  const columns = visible.map((name) => compiler.quote(name)).join(', ') || '1';
  const sql: SqlFragment[] = [
    {
      sql: `SELECT ${columns} FROM (${body.sql}) ${compiler.quote('qualify')} WHERE ${condition.sql}`,
      params: [...body.params, ...condition.params],
    },
  ];
  if (ordering.length > 0) {
    const list = joinSql(
      ordering.map((order) => compiler.compile(order)),
      ', ',
    );
    sql.push({ sql: `ORDER BY ${list.sql}`, params: list.params });
  }
  const limits = compiler.limits();
  if (limits !== undefined) sql.push(limits);
  return joinSql(sql, ' ');
}

function aliasOf(list: SelectList, index: number): string {
  return list.items[index]!.alias ?? `col${index + 1}`;
}

/** Replace what has to be computed inside, a window or a column, by its name outside. */
function outermost(node: Expression, publish: (expression: Expression) => Expression): Expression {
  if (!node.containsOverClause && !node.containsColumnReferences) return node;
  if (!(node instanceof WhereNode) && !('lookupName' in node)) return publish(node);
  return node.mapSources((source) => outermost(source, publish));
}
