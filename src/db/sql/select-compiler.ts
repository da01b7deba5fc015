import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { joinSql, NO_PARAMS, PARAM, rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import { NotSupportedError } from '../errors.ts';
import { initialAlias } from './aliases.ts';
import type { Col } from './col.ts';
import { compileCombined } from './combined.ts';
import { Compiler, fragmentKey, type SubqueryOptions } from './compiler.ts';
import { EmptyResultSet, FullResultSet } from './empty-result.ts';
import { compileGroupBy } from './group-by.ts';
import { checkLockedNames } from './locked-names.ts';
import { LOOKUP_SEP } from './names.ts';
import { compileOrdering, type OrderEntry, usesMetaOrdering } from './ordering.ts';
import { qualify } from './qualify.ts';
import type { Query } from './query.ts';
import { compileSelect, type SelectItem, type SelectList } from './select-list.ts';
import { setupJoins, trimJoins } from './setup-joins.ts';
import { Slot, SlotParam } from './slot.ts';
import { addFields, setGroupBy } from './values.ts';
import type { WhereNode } from './where-node.ts';

export interface CompileOptions {
  /** Give every column an alias, `col1`: for a subquery whose columns are used outside. */
  readonly columnAliases?: boolean;
  /** Leave an empty result to the caller; false writes a condition that never holds. */
  readonly elideEmpty?: boolean;
  readonly withLimits?: boolean;
  /** Only whether there are rows is asked: what is selected doesn't matter. */
  readonly exists?: boolean;
}

export interface CompiledSelect {
  readonly sql: SqlFragment;
  readonly list: SelectList;
}

/** Writes SELECT statements. Works on a copy of the query, as writing it down adds the joins that ordering and columns need. */
export class SelectCompiler extends Compiler {
  constructor(query: Query, connection: DatabaseWrapper) {
    super(query.clone(), connection);
  }

  override compileSubquery(query: Query, options: SubqueryOptions = {}): SqlFragment {
    const inner = query.clone();
    inner.isSubquery = true;
    if (options.exists) forExists(inner);
    const compiler = new SelectCompiler(inner, this.connection);
    const { sql } = compiler.select({
      elideEmpty: options.elideEmpty ?? true,
      exists: options.exists ?? false,
    });
    return { sql: `(${sql.sql})`, params: sql.params };
  }

  /** @throws EmptyResultSet when no row can be found and `elideEmpty` isn't false */
  select(options: CompileOptions = {}): CompiledSelect {
    const { query } = this;
    if (query.combinator === undefined && query.model !== undefined && query.aliases.size === 0)
      initialAlias(query);
    const list = compileSelect(this, query, options.columnAliases ?? false);
    const ordering = compileOrdering(this, query, list.items);
    const [where, having, windows] = query.where.splitHaving(false, query.groupBy !== undefined);
    if (query.combinator !== undefined) {
      return { sql: this.#finish(compileCombined(this, options), ordering, options), list };
    }
    if (windows !== undefined)
      return { sql: qualify(this, { where, having, windows, list, ordering }, options), list };
    return { sql: this.#plain(list, ordering, where, having, options), list };
  }

  #plain(
    list: SelectList,
    ordering: readonly OrderEntry[],
    where: WhereNode | undefined,
    having: WhereNode | undefined,
    options: CompileOptions,
  ): SqlFragment {
    const { query } = this;
    if (
      query.lock !== undefined &&
      list.selection !== undefined &&
      this.connection.features.hasSelectForUpdateOf
    )
      checkLockedNames(query.lock.of, list.selection);
    if (query.limit === 0 && options.elideEmpty !== false) throw new EmptyResultSet();
    const extra = this.#sortedBy(list.items, ordering);
    const groupOrdering = usesMetaOrdering(query) ? [] : ordering;
    const grouping = compileGroupBy(this, query, [...list.items, ...extra], groupOrdering, having);
    const conditions = this.#conditions(where, options);
    const filtered = this.#conditions(having, options);
    const distinct = this.#distinct();
    const columns =
      options.exists && list.items.length === 0
        ? [{ sql: '1', params: NO_PARAMS }]
        : [...list.items, ...extra].map((item) => this.#column(item));
    const parts: SqlFragment[] = [
      { sql: `SELECT${distinct.sql}`, params: distinct.params },
      joinSql(columns, ', '),
    ];
    const from = this.#from();
    if (from !== undefined) parts.push({ sql: `FROM ${from.sql}`, params: from.params });
    if (conditions !== undefined) parts.push({ sql: `WHERE ${conditions.sql}`, params: conditions.params });
    const grouped = grouping.length > 0 ? joinSql(grouping, ', ') : undefined;
    if (grouped !== undefined) parts.push({ sql: `GROUP BY ${grouped.sql}`, params: grouped.params });
    if (filtered !== undefined) {
      const lacksGroups = grouped === undefined ? 'GROUP BY 1 ' : '';
      parts.push({
        sql: `${query.groupBy === undefined ? '' : lacksGroups}HAVING ${filtered.sql}`,
        params: filtered.params,
      });
    }
    const ordered = grouping.length > 0 && usesMetaOrdering(query) ? [] : ordering;
    const finished = this.#finish(joinSql(parts, ' '), ordered, options);
    return query.isSubquery && extra.length > 0 ? this.#withoutExtra(list, finished) : finished;
  }

  /** As a subquery, what is selected only to sort by it is left out again. */
  #withoutExtra(list: SelectList, { sql, params }: SqlFragment): SqlFragment {
    const names = list.items.map(({ alias, expression }) =>
      alias === undefined ? (expression as Col).target.column : alias,
    );
    return {
      sql: `SELECT ${names.map((name) => `subquery.${this.quote(name)}`).join(', ')} FROM (${sql}) subquery`,
      params,
    };
  }

  /** ORDER BY, LIMIT and locks, which come last also after a set operation. */
  #finish(body: SqlFragment, ordering: readonly OrderEntry[], options: CompileOptions): SqlFragment {
    const parts: SqlFragment[] = [body];
    if (ordering.length > 0) {
      const list = joinSql(
        ordering.map((entry) => entry.sql),
        ', ',
      );
      parts.push({ sql: `ORDER BY ${list.sql}`, params: list.params });
    }
    const limits = (options.withLimits ?? true) ? this.limits() : undefined;
    if (limits !== undefined) parts.push(limits);
    const lock = this.#lock();
    if (lock !== '') parts.push({ sql: lock, params: NO_PARAMS });
    return joinSql(parts, ' ');
  }

  /** LIMIT and OFFSET of the query. */
  limits(): SqlFragment | undefined {
    const { query, connection } = this;
    return query.isSliced
      ? connection.ops.limitOffset(limitSql(query.limit), limitSql(query.offset))
      : undefined;
  }

  /** A compiler for another query that becomes a part of this one's statement. */
  part(query: Query): SelectCompiler {
    return new SelectCompiler(query, this.connection);
  }

  #lock(): string {
    const { query, connection } = this;
    if (query.lock === undefined || !connection.features.hasSelectForUpdate) return '';
    const of = query.lock.of.map((name) => this.quote(this.#lockedAlias(name)));
    return connection.ops.forUpdate({ ...query.lock, of });
  }

  /** Table that a name of `selectForUpdate({ of })` means: `'self'`, or a relation that is read along. */
  #lockedAlias(name: string): string {
    const { query } = this;
    const base = initialAlias(query);
    if (name === 'self') return base;
    const { joins } = setupJoins(query, name.split(LOOKUP_SEP), query.model, base);
    return joins[joins.length - 1]!;
  }

  #conditions(node: WhereNode | undefined, { elideEmpty = true }: CompileOptions): SqlFragment | undefined {
    if (node === undefined || node.isEmpty) return undefined;
    try {
      return this.compile(node);
    } catch (error) {
      if (error instanceof FullResultSet) return undefined;
      if (error instanceof EmptyResultSet && !elideEmpty) return { sql: '0 = 1', params: NO_PARAMS };
      throw error;
    }
  }

  #column({ sql, alias }: SelectItem): SqlFragment {
    return alias === undefined ? sql : { sql: `${sql.sql} AS ${this.quote(alias)}`, params: sql.params };
  }

  /** SELECT DISTINCT has to select what it is sorted by. */
  #sortedBy(items: readonly SelectItem[], ordering: readonly OrderEntry[]): SelectItem[] {
    const { query } = this;
    if (!query.distinct || query.distinctFields.length > 0) return [];
    const known = new Set(items.map((item) => fragmentKey(item.sql)));
    return ordering.flatMap(({ order, isRef }) => {
      const sql = this.compile(order.expression);
      if (isRef || known.has(fragmentKey(sql))) return [];
      return [{ expression: order.expression, sql, alias: undefined }];
    });
  }

  #distinct(): SqlFragment {
    const { query, connection } = this;
    if (!query.distinct) return { sql: '', params: NO_PARAMS };
    if (query.distinctFields.length === 0) return { sql: ' DISTINCT', params: NO_PARAMS };
    if (!connection.features.canDistinctOnFields) {
      throw new NotSupportedError(
        'DISTINCT ON fields is not supported by this database backend.',
        'Use distinct() without names.',
      );
    }
    const columns = query.distinctFields.map((name) => {
      const annotation = query.annotationSelect.get(name);
      if (annotation !== undefined) return this.compile(annotation);
      const info = setupJoins(query, name.split(LOOKUP_SEP), query.model, initialAlias(query));
      const { targets, alias } = trimJoins(query, info);
      return joinSql(
        targets.map((target) => this.compile(info.transform(target, alias))),
        ', ',
      );
    });
    const list = joinSql(columns, ', ');
    return { sql: ` DISTINCT ON (${list.sql})`, params: list.params };
  }

  #from(): SqlFragment | undefined {
    const tables: SqlFragment[] = [];
    for (const [alias, table] of this.query.aliases) {
      if ((this.query.refCounts.get(alias) ?? 0) > 0) tables.push(table.toSql(this));
    }
    if (tables.length === 0 && this.query.extraTables.length === 0) return undefined;
    const own = tables.length === 0 ? [] : [joinSql(tables, ' ')];
    // An extra table stands first, so that the ON of a join sees the tables that it names.
    const extra = this.query.extraTables.filter((name) => !this.query.aliases.has(name));
    return joinSql([...extra.map((name) => rawSql(this.quote(name))), ...own], ', ');
  }
}

/**
 * What a query needs to tell whether there are rows, and no more.
 * @param limited false for a part of a union, which cannot have a limit of its own everywhere
 */
export function forExists(query: Query, limited = true): void {
  if (query.combinator === 'union') {
    query.combinedQueries = query.combinedQueries.map((part) => {
      const copy = part.clone();
      forExists(copy, false);
      return copy;
    });
  }
  if (!(query.distinct && query.isSliced)) {
    if (query.groupBy === true) {
      addFields(
        query,
        query.model._meta.concreteFields.map((field) => field.attname),
        false,
      );
      setGroupBy(query, { allowAliases: false });
    }
    query.defaultColumns = false;
    query.select = [];
    query.valuesSelect = [];
    query.selected = undefined;
    query.annotationMask = new Set();
    query.selectRelated = false;
  }
  query.clearOrdering(true);
  if (limited && query.limit === undefined) query.limit = 1;
}

function limitSql(limit: number | Slot | undefined): SqlFragment | undefined {
  if (limit === undefined) return undefined;
  if (limit instanceof Slot) return { sql: PARAM, params: [new SlotParam(limit.index, (value) => value)] };
  return { sql: String(Math.trunc(limit)), params: NO_PARAMS };
}
