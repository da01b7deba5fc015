import { FieldError } from '../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { joinSql, type SqlFragment } from '../backends/base/fragment.ts';
import { overCombined } from './aggregate-combined.ts';
import { initialAlias } from './aliases.ts';
import { Col, columnOf, Ref } from './col.ts';
import { fragmentKey } from './compiler.ts';
import type { Expression } from './expression.ts';
import { checkAlias } from './names.ts';
import type { Query } from './query.ts';
import { SelectCompiler } from './select-compiler.ts';

export interface CompiledAggregates {
  readonly sql: SqlFragment;
  /** What is computed, in the order of the one row. */
  readonly expressions: ReadonlyMap<string, Expression>;
}

/**
 * One row of aggregates over the rows of a query. Where the query groups, slices, or is made distinct already, it becomes
 * the table of the statement.
 * @throws EmptyResultSet when there are no rows and every result for none is known
 */
export function compileAggregates(
  source: Query,
  wanted: ReadonlyMap<string, Expression>,
  connection: DatabaseWrapper,
): CompiledAggregates {
  const query = source.clone();
  const aggregates = resolveAll(query, wanted);
  const [, having, windows] = query.where.splitHaving();
  const grouped =
    [...query.annotations.values()].some((annotation) => annotation.containsAggregate) ||
    having !== undefined;
  const refs = [...aggregates.values()].flatMap(refsOf).map((ref) => query.annotations.get(ref.name));
  const nested =
    Array.isArray(query.groupBy) ||
    query.isSliced ||
    grouped ||
    windows !== undefined ||
    query.distinct ||
    query.combinator !== undefined ||
    refs.some((annotation) => annotation?.containsSubquery || annotation?.containsOverClause);
  const elideEmpty = [...aggregates.values()].every((aggregate) => aggregate.emptyResultValue !== undefined);
  return nested
    ? overSubquery(
        query,
        aggregates,
        { grouped, keepAnnotations: windows !== undefined || query.combinator !== undefined },
        connection,
        elideEmpty,
      )
    : overTable(query, aggregates, connection, elideEmpty);
}

/** Each aggregate may use those before it. */
function resolveAll(query: Query, wanted: ReadonlyMap<string, Expression>): Map<string, Expression> {
  const mask = query.annotationMask;
  const annotations = new Map(query.annotations);
  const resolved = new Map<string, Expression>();
  for (const [name, expression] of wanted) {
    checkAlias(name);
    const summarized = expression.resolveExpression(query, { allowJoins: true, summarize: true });
    checkNotOverAggregates(summarized, resolved);
    if (!summarized.containsAggregate) throw new FieldError(`${name} is not an aggregate expression.`);
    const inlined = summarized.replaced((part) =>
      part instanceof Ref ? resolved.get(part.name) : undefined,
    );
    resolved.set(name, inlined);
    query.annotations.set(name, inlined);
    if (query.annotationMask !== undefined) query.annotationMask = new Set([...query.annotationMask, name]);
  }
  query.annotations = annotations;
  query.annotationMask = mask;
  return resolved;
}

/** @throws FieldError when an aggregate is computed of another one of the same call */
function checkNotOverAggregates(expression: Expression, earlier: ReadonlyMap<string, Expression>): void {
  for (const part of expression.flatten()) {
    if (!('isAggregate' in part)) continue;
    const ref = part.sources
      .flatMap((source) => source?.flatten() ?? [])
      .find((one) => one instanceof Ref && earlier.has(one.name));
    if (ref === undefined) continue;
    const { name } = ref as Ref;
    throw new FieldError(
      `Cannot compute ${part.constructor.name.replace('Aggregate', '')}('${name}'): '${name}' is an aggregate.`,
    );
  }
}

function refsOf(expression: Expression): Ref[] {
  return expression.flatten().filter((part) => part instanceof Ref);
}

function overTable(
  query: Query,
  aggregates: ReadonlyMap<string, Expression>,
  connection: DatabaseWrapper,
  elideEmpty: boolean,
): CompiledAggregates {
  const inline = (part: Expression): Expression | undefined =>
    part instanceof Ref ? part.source : undefined;
  const expressions = new Map([...aggregates].map(([name, aggregate]) => [name, aggregate.replaced(inline)]));
  query.select = [];
  query.selected = undefined;
  query.valuesSelect = [];
  query.defaultColumns = false;
  query.selectRelated = false;
  query.groupBy = undefined;
  query.annotations = expressions;
  query.annotationMask = undefined;
  query.lock = undefined;
  query.clearOrdering(true);
  query.clearLimits();
  initialAlias(query);
  const { sql } = new SelectCompiler(query, connection).select({ elideEmpty });
  return { sql, expressions };
}

interface Nesting {
  readonly grouped: boolean;
  readonly keepAnnotations: boolean;
}

function overSubquery(
  query: Query,
  aggregates: ReadonlyMap<string, Expression>,
  { grouped, keepAnnotations }: Nesting,
  connection: DatabaseWrapper,
  elideEmpty: boolean,
): CompiledAggregates {
  const inner = query.clone();
  inner.isSubquery = true;
  inner.lock = undefined;
  inner.selectRelated = false;
  inner.annotationMask = new Set(query.annotationSelect.keys());
  inner.clearOrdering();
  const pk = query.model._meta.pk;
  if (!inner.distinct) {
    if (inner.defaultColumns && grouped) inner.groupBy = [columnOf(pk, initialAlias(inner))];
    inner.defaultColumns = false;
    if (!keepAnnotations) showAnnotations(inner, neededAnnotations(query, aggregates));
  }
  const expressions =
    query.combinator === undefined
      ? publishColumns(inner, aggregates, new SelectCompiler(query, connection))
      : overCombined(query, aggregates, connection);
  const nothingSelected =
    inner.select.length === 0 && !inner.defaultColumns && inner.annotationSelect.size === 0;
  if (nothingSelected) inner.select = [columnOf(pk, initialAlias(inner))];
  const compiler = new SelectCompiler(inner, connection);
  const body = compiler.select({ columnAliases: true, elideEmpty }).sql;
  const outer = [...expressions].map(([name, expression]) => {
    const { sql, params } = compiler.compile(expression);
    return { sql: `${sql} AS ${connection.ops.quoteName(name)}`, params };
  });
  const list = joinSql(outer, ', ');
  return {
    sql: { sql: `SELECT ${list.sql} FROM (${body.sql}) subquery`, params: [...list.params, ...body.params] },
    expressions,
  };
}

/** Select these annotations and no others, in a query of values too. */
function showAnnotations(query: Query, names: ReadonlySet<string>): void {
  query.annotationMask = names;
  if (query.selected === undefined) return;
  const kept = [...query.selected].filter(([, source]) => typeof source === 'number' || names.has(source));
  query.selected = new Map([...kept, ...[...names].map((name) => [name, name] as const)]);
}

/** Annotations that the aggregates read, and those that decide how the query underneath is grouped. */
function neededAnnotations(query: Query, aggregates: ReadonlyMap<string, Expression>): Set<string> {
  const needed = new Set<string>();
  const grouping: readonly Expression[] = Array.isArray(query.groupBy) ? query.groupBy : [];
  for (const expression of [...grouping, ...aggregates.values()]) {
    for (const ref of refsOf(expression)) needed.add(ref.name);
  }
  for (const [name, annotation] of query.annotationSelect) {
    if (annotation.getGroupByCols().length > 0) needed.add(name);
  }
  return needed;
}

/** Columns that the aggregates read are selected by the inner query under names of their own. */
function publishColumns(
  inner: Query,
  aggregates: ReadonlyMap<string, Expression>,
  compiler: SelectCompiler,
): Map<string, Expression> {
  const names = new Map<string, string>();
  const publish = (part: Expression): Expression | undefined => {
    if (part instanceof Ref) return part;
    if (!(part instanceof Col)) return undefined;
    const key = fragmentKey(compiler.compile(part));
    let name = names.get(key);
    if (name === undefined) {
      name = `__col${names.size + 1}`;
      names.set(key, name);
      inner.annotations.set(name, part);
      if (inner.annotationMask !== undefined) inner.annotationMask = new Set([...inner.annotationMask, name]);
      if (inner.selected !== undefined) inner.selected = new Map([...inner.selected, [name, name]]);
    }
    return new Ref(name, part);
  };
  return new Map([...aggregates].map(([name, aggregate]) => [name, aggregate.replaced(publish)]));
}
