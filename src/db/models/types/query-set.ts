import type { Temporal } from 'temporal-polyfill';
import type { Query } from '../../sql/query.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import type { DeletionCount } from '../persistence.ts';
import type { Conditions, FieldName, OrderName, OwnOrder, RelationName } from './conditions.ts';
import type { ExpressionLike } from './expression.ts';
import type { ManagerOf } from './manager.ts';
import type { RawQuerySet } from './raw-query-set.ts';
import type { PkOf } from './relations.ts';
import type {
  Annotated,
  Loaded,
  Named,
  NamedOrAutomatic,
  NamedTuple,
  Together,
  ValuesComputed,
  ValuesRow,
  ValuesTuple,
} from './rows.ts';
import type { ColumnName, CreateValues, DefaultValues, NewRow, UpdateValues } from './values.ts';

/** Something to annotate with: a name and what is computed. */
export type Expressions = Readonly<Record<string, ExpressionLike>>;

export interface BulkCreateOptions<M> {
  batchSize?: number;
  ignoreConflicts?: boolean;
  updateConflicts?: boolean;
  updateFields?: readonly ColumnName<M>[];
  uniqueFields?: readonly ColumnName<M>[];
}

export interface ExtraOptions {
  /** More columns: SQL by name. */
  select?: Readonly<Record<string, string>>;
  /** Values of the columns, in order. */
  selectParams?: readonly unknown[];
  /** Conditions that a row has to meet, all of them. */
  where?: readonly string[];
  /** Values of the conditions, in order. */
  params?: readonly unknown[];
  /** More tables, which conditions have to tie to the model's. */
  tables?: readonly string[];
  /** Names of fields and of `select`, or `table.column`; `-` in front for the other direction. */
  orderBy?: readonly string[];
}

/** What `extra()` adds to a row; of what type is not known. */
export type ExtraColumns<O> = O extends { readonly select: infer A }
  ? { -readonly [K in keyof A]: unknown }
  : unknown;

export interface SelectForUpdateOptions {
  nowait?: boolean;
  skipLocked?: boolean;
  of?: readonly string[];
  noKey?: boolean;
}

/** Kinds of `dates()` and `datetimes()`. */
export type DateKind = 'year' | 'month' | 'week' | 'day';
export type DateTimeKind = DateKind | 'hour' | 'minute' | 'second';

/** How relations of the rows are loaded when they are awaited: for all rows of the query, one by one, or never. */
export type FetchMode = 'peers' | 'one' | 'raise';

/**
 * A query that isn't sent until it is awaited: lazy, immutable, and typed by the model.
 *
 * @typeParam M the model asked
 * @typeParam Row what the result holds: instances of M, or rows of `values()`
 * @typeParam S the scope of names: M, and what `annotate()` has added
 */
export interface QuerySet<M extends AnyModel, Row = M, S = M> extends PromiseLike<Row[]>, AsyncIterable<Row> {
  readonly model: ModelClass;
  /** What is asked; for `__in` and subqueries. */
  readonly query: unknown;
  /** What is asked, with the values in it; for `Subquery` and `Exists`. */
  bakedQuery(): Query;
  readonly db: string;
  /** Whether the order of the rows is defined. */
  readonly ordered: boolean;
  /** Whether the order is the same each time. */
  readonly totallyOrdered: boolean;

  // Refining: each gives a new QuerySet.
  all(): this;
  none(): this;
  filter<const C extends object>(conditions?: Conditions<S, C>, ...more: readonly object[]): this;
  exclude<const C extends object>(conditions?: Conditions<S, C>, ...more: readonly object[]): this;
  orderBy<const P extends readonly (string | ExpressionLike)[]>(
    ...names: { [I in keyof P]: OrderName<S, P[I]> | OwnOrder<S> }
  ): this;
  /** Narrow by an object of lookups or a Q that is known at run time only, as `limitChoicesTo` is. */
  complexFilter(conditions: object): this;
  reverse(): this;
  distinct<const P extends readonly string[]>(...names: { [I in keyof P]: FieldName<S, P[I]> }): this;
  slice(start?: number | null, stop?: number | null): this;
  using(alias: string | null): this;
  selectForUpdate(options?: SelectForUpdateOptions): this;
  fetchMode(mode: FetchMode): this;
  only<const P extends readonly string[]>(...names: { [I in keyof P]: FieldName<S, P[I]> }): this;
  defer<const P extends readonly (string | null)[]>(...names: { [I in keyof P]: FieldName<S, P[I]> }): this;
  /** Pieces of SQL of one's own, `%s` in them for each value; a RawSQL in `annotate()` and `filter()` says the same in parts. */
  extra<const O extends ExtraOptions>(options: O): QuerySet<M, Row & ExtraColumns<O>, S & ExtraColumns<O>>;
  alias<const A extends Expressions>(expressions: A): QuerySet<M, Row, S & Annotated<S, A>>;
  /** By name, or, as in `annotate(Count('tags'))`, under the name that is made of the field and the aggregate: `tags__count`. */
  annotate<const A extends Expressions | ExpressionLike>(
    expressions: A,
    ...more: readonly (Expressions | ExpressionLike)[]
  ): QuerySet<M, Row & NamedOrAutomatic<S, A>, S & Named<S, A>>;
  /** Load relations in the same query; the type of the rows says so. */
  selectRelated<const P extends readonly string[]>(
    ...names: { [I in keyof P]: RelationName<M, P[I]> }
  ): QuerySet<M, P extends readonly [] ? Row : Row & Together<Loaded<M, P[number]>>, S>;
  selectRelated(none: null): this;
  /** Load relations of any kind in one more query each. */
  prefetchRelated(...lookups: readonly (string | object)[]): this;
  prefetchRelated(none: null): this;
  union(...others: readonly (QuerySet<AnyModel, unknown, unknown> | { all?: boolean })[]): this;
  intersection(...others: readonly QuerySet<AnyModel, unknown, unknown>[]): this;
  difference(...others: readonly QuerySet<AnyModel, unknown, unknown>[]): this;
  and(other: QuerySet<M, unknown, unknown>): this;
  or(other: QuerySet<M, unknown, unknown>): this;
  xor(other: QuerySet<M, unknown, unknown>): this;

  // Other rows
  values<const P extends readonly (string | Expressions)[]>(
    ...names: { [I in keyof P]: FieldName<S, P[I]> }
  ): QuerySet<M, ValuesRow<S, P>, S & ValuesComputed<S, P>>;
  valuesList<const P extends string>(
    name: FieldName<S, P>,
    options: { flat: true },
  ): QuerySet<M, ValuesTuple<S, [P]>[0], S>;
  valuesList<const P extends readonly string[]>(
    ...args: [...names: { [I in keyof P]: FieldName<S, P[I]> }, options: { named: true }]
  ): QuerySet<M, NamedTuple<S, P>, S>;
  valuesList<const P extends readonly (string | ExpressionLike)[]>(
    ...names: { [I in keyof P]: FieldName<S, P[I]> }
  ): QuerySet<M, ValuesTuple<S, P>, S>;
  /** The days that a DateField has, or the first days of their months or years. */
  dates<const P extends string>(
    name: FieldName<S, P>,
    kind: DateKind,
    options?: { order?: 'ASC' | 'DESC' },
  ): QuerySet<M, Temporal.PlainDate, S>;
  datetimes<const P extends string>(
    name: FieldName<S, P>,
    kind: DateTimeKind,
    options?: { order?: 'ASC' | 'DESC'; timeZone?: string; tzinfo?: string },
  ): QuerySet<M, Date, S>;

  // Asking
  /**
   * Instances out of SQL of one's own: `raw('SELECT * FROM articles_article WHERE views > %s', [10])`, or `%(least)s` and
   * `{ least: 10 }`. Columns of other names: `raw<Article & { size: number }>(...)`.
   */
  raw<R = M>(
    sql: string,
    params?: readonly unknown[] | Readonly<Record<string, unknown>> | null,
    options?: { translations?: Readonly<Record<string, string>> },
  ): RawQuerySet<R>;
  get<const C extends object>(conditions?: Conditions<S, C>, ...more: readonly object[]): Promise<Row>;
  first(): Promise<Row | null>;
  last(): Promise<Row | null>;
  earliest<const P extends readonly string[]>(...names: { [I in keyof P]: OrderName<S, P[I]> }): Promise<Row>;
  latest<const P extends readonly string[]>(...names: { [I in keyof P]: OrderName<S, P[I]> }): Promise<Row>;
  /** The n-th row, from 0. */
  at(index: number): Promise<Row>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
  contains(instance: M): Promise<boolean>;
  aggregate<const A extends Expressions | ExpressionLike>(
    expressions: A,
    ...more: readonly (Expressions | ExpressionLike)[]
  ): Promise<NamedOrAutomatic<S, A>>;
  inBulk(ids?: Iterable<PkOf<M>>): Promise<Map<PkOf<M>, Row>>;
  /** By another unique field than the primary key. */
  inBulk<K>(ids: Iterable<K>, options: { fieldName: string }): Promise<Map<K, Row>>;
  iterator(options?: { chunkSize?: number }): AsyncIterable<Row>;
  explain(options?: { format?: string } & Readonly<Record<string, unknown>>): Promise<string>;

  // Writing
  create(values?: CreateValues<M>): Promise<M>;
  getOrCreate<const C extends object>(
    conditions: Conditions<S, C>,
    options?: { defaults?: DefaultValues<M> },
  ): Promise<[object: M, created: boolean]>;
  updateOrCreate<const C extends object>(
    conditions: Conditions<S, C>,
    options?: { defaults?: DefaultValues<M>; createDefaults?: DefaultValues<M> },
  ): Promise<[object: M, created: boolean]>;
  /** Insert many rows by few statements: instances, or the values that `create()` takes. */
  bulkCreate(rows: Iterable<M | NewRow<M>>, options?: BulkCreateOptions<M>): Promise<M[]>;
  bulkUpdate(
    instances: Iterable<M>,
    names: readonly ColumnName<M>[],
    options?: { batchSize?: number },
  ): Promise<number>;
  update(values: UpdateValues<M>): Promise<number>;
  delete(): Promise<DeletionCount>;
}

/** How to make one; `class ArticleQuerySet extends models.QuerySet<Article> { published() { return this.filter({ ... }) } }`. */
export interface QuerySetConstructor {
  new <M extends AnyModel, Row = M, S = M>(model?: ModelClass): QuerySet<M, Row, S>;
  readonly prototype: QuerySet<AnyModel, unknown, unknown>;
  /** A manager with the methods of the class: `static objects = ArticleQuerySet.asManager()`. */
  asManager<Q extends object>(this: new (model?: ModelClass) => Q): ManagerOf<Q>;
}
