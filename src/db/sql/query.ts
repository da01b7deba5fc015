import type { SqlFragment } from '../backends/base/fragment.ts';
import type { ModelClass } from '../models/model.ts';
import { bumpPrefix, relabelAliases } from './aliases.ts';
import { Col } from './col.ts';
import type { Compiler } from './compiler.ts';
import { Expression, type ResolveOptions, type SlotChange } from './expression.ts';
import type { FilteredRelationExpression } from './filtered-relation.ts';
import { Slot } from './slot.ts';
import { Join, type QueryTable } from './tables.ts';
import { NothingNode, WhereNode } from './where-node.ts';

/** Relations that `selectRelated()` names, as a tree: `author__address` is `{ author: { address: {} } }`. */
export interface RelatedTree {
  [name: string]: RelatedTree;
}

export type Combinator = 'union' | 'intersection' | 'difference';

/** What one of `orderBy()` is: a name with its sign, or an expression with its direction. */
export type OrderItem = string | Expression;

export interface SelectForUpdate {
  readonly nowait: boolean;
  readonly skipLocked: boolean;
  readonly of: readonly string[];
  readonly noKey: boolean;
}

/**
 * What a QuerySet asks, in terms of tables, joins, conditions and expressions. It holds no value that may differ between
 * queries of one shape: those are slots. A query changes only while it is being made from a copy of another one; once a
 * QuerySet has it, it stays as it is.
 */
export class Query extends Expression {
  readonly model: ModelClass;
  /** Tables in use by alias, in the order of the joins. */
  aliases = new Map<string, QueryTable>();
  /** How often each alias is needed; 0 leaves it out of the SQL. */
  refCounts = new Map<string, number>();
  /** Aliases by table. */
  tableAliases = new Map<string, readonly string[]>();
  aliasPrefix = 'T';
  /** Prefixes that subqueries of this query have taken. */
  takenPrefixes = new Set<string>(['T']);
  /** Aliases of the query around this one that it may refer to. */
  externalAliases = new Map<string, boolean>();
  /** Joins over many-valued relations that the conditions of one filter() share. */
  usedAliases = new Set<string>();
  /** Joins of the last condition that was added: those of its name, not of its value. */
  lookupJoins: readonly string[] = [];
  filterIsSticky = false;

  where = new WhereNode();
  annotations = new Map<string, Expression>();
  /** Names of the annotations that are selected; all when undefined. */
  annotationMask: ReadonlySet<string> | undefined = undefined;
  filteredRelations = new Map<string, FilteredRelationExpression>();

  /** Columns of `values()`; the model's own when `defaultColumns`. */
  select: readonly Expression[] = [];
  valuesSelect: readonly string[] = [];
  /** Names of a values query in the order of the row, each a place in `select` or the name of an annotation. */
  selected: ReadonlyMap<string, number | string> | undefined = undefined;
  defaultColumns = true;
  /** True groups by the selected columns. */
  groupBy: readonly Expression[] | true | undefined = undefined;
  orderBy: readonly OrderItem[] = [];
  defaultOrdering = true;
  /** False reverses the order. */
  standardOrdering = true;
  distinct = false;
  distinctFields: readonly string[] = [];
  /** Tables that `extra()` puts beside those that relations lead to. */
  extraTables: readonly string[] = [];
  limit: number | Slot | undefined = undefined;
  offset: number | Slot | undefined = undefined;
  selectRelated: RelatedTree | boolean = false;
  /** Names of fields, to be left out or, when `defer` is false, to be taken only. */
  deferred: { readonly names: ReadonlySet<string>; readonly defer: boolean } = {
    names: new Set(),
    defer: true,
  };
  combinator: Combinator | undefined = undefined;
  combinedQueries: readonly Query[] = [];
  combinatorAll = false;
  lock: SelectForUpdate | undefined = undefined;
  /** Whether columns are written with their table; not in a schema, where there is one table only. */
  qualifiesColumns = true;
  /** Alias of the database that was named for it, where it is part of another query. */
  database: string | undefined = undefined;
  /** Whether it stands in parentheses inside of another query. */
  isSubquery = false;

  constructor(model: ModelClass) {
    super();
    this.model = model;
  }

  clone(): Query {
    const copy = new Query(this.model);
    Object.assign(copy, this.#state());
    return copy;
  }

  #state(): Partial<Query> {
    return {
      database: this.database,
      aliases: new Map(this.aliases),
      refCounts: new Map(this.refCounts),
      tableAliases: new Map(this.tableAliases),
      aliasPrefix: this.aliasPrefix,
      takenPrefixes: new Set(this.takenPrefixes),
      externalAliases: new Map(this.externalAliases),
      usedAliases: this.filterIsSticky ? new Set(this.usedAliases) : new Set(),
      filterIsSticky: false,
      where: this.where.clone(),
      annotations: new Map(this.annotations),
      annotationMask: this.annotationMask,
      filteredRelations: new Map(this.filteredRelations),
      select: this.select,
      valuesSelect: this.valuesSelect,
      selected: this.selected,
      defaultColumns: this.defaultColumns,
      groupBy: this.groupBy,
      orderBy: this.orderBy,
      defaultOrdering: this.defaultOrdering,
      standardOrdering: this.standardOrdering,
      distinct: this.distinct,
      distinctFields: this.distinctFields,
      extraTables: this.extraTables,
      limit: this.limit,
      offset: this.offset,
      selectRelated: this.selectRelated,
      deferred: this.deferred,
      combinator: this.combinator,
      combinedQueries: this.combinedQueries,
      combinatorAll: this.combinatorAll,
      lock: this.lock,
      qualifiesColumns: this.qualifiesColumns,
      isSubquery: this.isSubquery,
    };
  }

  get meta(): ModelClass['_meta'] {
    return this.model._meta;
  }

  /** The selected annotations. */
  get annotationSelect(): ReadonlyMap<string, Expression> {
    const mask = this.annotationMask;
    if (mask === undefined) return this.annotations;
    return new Map([...this.annotations].filter(([name]) => mask.has(name)));
  }

  get isSliced(): boolean {
    return this.limit !== undefined || this.offset !== undefined;
  }

  get isEmpty(): boolean {
    return this.where.children.some((child) => child instanceof NothingNode);
  }

  get hasSelectFields(): boolean {
    return this.select.length > 0 || this.selected !== undefined;
  }

  setEmpty(): void {
    this.where.add(new NothingNode(), 'AND');
    for (const query of this.combinedQueries) query.setEmpty();
  }

  clearLimits(): void {
    this.limit = this.offset = undefined;
  }

  /** @param force also when a slice, DISTINCT ON or a lock depends on it */
  clearOrdering(force = false, clearDefault = true): void {
    if (!force && (this.isSliced || this.distinctFields.length > 0 || this.lock !== undefined)) return;
    this.orderBy = [];
    if (clearDefault) this.defaultOrdering = false;
  }

  // --- a query as an expression: the right side of `in`, a Subquery

  override toSql(compiler: Compiler): SqlFragment {
    return compiler.compileSubquery(this);
  }

  override get outputFieldOrNone(): ReturnType<Expression['findOutputField']> {
    if (this.select.length === 1) {
      const [only] = this.select;
      return only instanceof Col ? only.target : only!.outputFieldOrNone;
    }
    const annotations = [...this.annotationSelect.values()];
    return annotations.length === 1 ? annotations[0]!.outputFieldOrNone : undefined;
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const copy = this.clone();
    bumpPrefix(copy, query);
    copy.isSubquery = true;
    copy.where = copy.where.resolveExpression(query, options) as WhereNode;
    for (const [name, annotation] of copy.annotations) {
      const resolved = annotation.resolveExpression(query, options);
      copy.annotations.set(name, resolved);
    }
    copy.combinedQueries = copy.combinedQueries.map(
      (part) => part.resolveExpression(query, options) as Query,
    );
    for (const [alias, table] of query.aliases) {
      const renamed = table instanceof Join && table.joinType !== undefined && alias !== table.tableName;
      copy.externalAliases.set(alias, renamed || query.externalAliases.has(alias));
    }
    return copy;
  }

  override mapSlots(change: SlotChange): Query {
    const copy = this.clone();
    copy.usedAliases = this.usedAliases;
    copy.filterIsSticky = this.filterIsSticky;
    copy.where = this.where.mapSlots(change);
    for (const [name, annotation] of this.annotations)
      copy.annotations.set(name, annotation.mapSlots(change));
    copy.select = this.select.map((item) => item.mapSlots(change));
    copy.orderBy = this.orderBy.map((item) => (typeof item === 'string' ? item : item.mapSlots(change)));
    if (Array.isArray(this.groupBy))
      copy.groupBy = this.groupBy.map((item: Expression) => item.mapSlots(change));
    copy.combinedQueries = this.combinedQueries.map((query) => query.mapSlots(change));
    if (this.limit instanceof Slot) copy.limit = change(this.limit) as number | Slot;
    if (this.offset instanceof Slot) copy.offset = change(this.offset) as number | Slot;
    return copy;
  }

  override relabeled(changes: ReadonlyMap<string, string>): Query {
    const copy = this.clone();
    relabelAliases(copy, changes);
    return copy;
  }

  override get containsColumnReferences(): boolean {
    return true;
  }

  override get containsSubquery(): boolean {
    return true;
  }

  override get containsAggregate(): boolean {
    return false;
  }

  override get containsOverClause(): boolean {
    return false;
  }

  /** Columns of the outer query that this one reads, or a query in it. */
  externalColumns(): Expression[] {
    const parts = [...this.where.flatten(), ...[...this.annotations.values()].flatMap((a) => a.flatten())];
    return parts
      .flatMap((part) => (part instanceof Query ? part.externalColumns() : [part]))
      .filter((part) => part instanceof Col && this.externalAliases.has(part.alias));
  }

  override getGroupByCols(): Expression[] {
    const external = this.externalColumns();
    return external.some((column) => column instanceof Col && this.externalAliases.get(column.alias) === true)
      ? [this]
      : external;
  }
}
