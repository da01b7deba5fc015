import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Row } from '../../backends/base/session.ts';
import { connections } from '../../connections.ts';
import { routeDatabase } from '../../router.ts';
import type { Query } from '../../sql/query.ts';
import { bindParams, type Slot } from '../../sql/slot.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { type PrefetchLookup, prefetchRelatedObjects } from '../prefetch.ts';
import type { FetchMode } from '../types/query-set.ts';
import { ASKABLE, type Askable } from './askable.ts';
import type { KnownRelated } from './instances.ts';
import type { KeyNode } from './key-tree.ts';
import { rowPlan } from './row-plan.ts';
import { type RowKind, rootShape, type Shape } from './shape.ts';

/** Everything that makes a QuerySet what it is; shared by copies until one of them changes it. */
export interface QuerySetState {
  readonly shape: Shape;
  readonly values: readonly unknown[];
  /** Alias named by `using()`. */
  readonly alias: string | undefined;
  /** The object that the query starts at, for routers. */
  readonly origin: AnyModel | undefined;
  readonly known: readonly KnownRelated[];
  readonly prefetches: readonly PrefetchLookup[];
  readonly fetchMode: FetchMode;
}

/** A change of a query, made to a copy. It gives what the query's values become when they change, too. */
export type Change = (query: Query, values: unknown[]) => void;

const NOTHING: readonly never[] = [];

/** What a QuerySet is underneath: a shape, its values, and, once it was asked, the result. */
export abstract class QuerySetBase {
  declare readonly model: ModelClass;
  // Not `#`: thousands of QuerySets are made while a page is, and V8 gives each its private names one by one.
  declare private given: QuerySetState | (() => QuerySetState);
  declare protected result: readonly unknown[] | undefined;
  declare private pending: Promise<readonly unknown[]> | undefined;

  /** @param state of the QuerySet that this is a copy of, or what makes it when it is needed */
  constructor(model?: ModelClass, state?: QuerySetState | (() => QuerySetState)) {
    this.model = model as ModelClass;
    this.given = state ?? allRows(model);
    this.result = undefined;
    this.pending = undefined;
  }

  protected get state(): QuerySetState {
    const state = this.given;
    if (typeof state !== 'function') return state;
    const made = state();
    this.given = made;
    return made;
  }

  /** The rows of a relation that were prefetched: what they were asked by is worked out only when it is narrowed. */
  static prefetched<Q extends QuerySetBase>(
    this: new (
      model: ModelClass,
      state: () => QuerySetState,
    ) => Q,
    model: ModelClass,
    result: readonly unknown[],
    narrowed: () => Q,
  ): Q {
    const made = new this(model, () => narrowed().state);
    made.result = result;
    return made;
  }

  /** What is asked, without the values. */
  get query(): Query {
    return this.state.shape.query;
  }

  /** The same with the values in it: for subqueries that stand in expressions. */
  bakedQuery(): Query {
    const { shape, values } = this.state;
    return shape.query.mapSlots((slot) => bakedValue(slot, values));
  }

  get [ASKABLE](): Askable {
    const { shape, values, known, alias } = this.state;
    return { query: shape.query, values, shapeId: shape.id, known, alias };
  }

  protected get kind(): RowKind {
    return this.state.shape.kind;
  }

  /** Alias of the database that is asked. */
  get db(): string {
    const { alias, origin } = this.state;
    return alias ?? routeDatabase('dbForRead', this.model, origin);
  }

  protected get dbForWrite(): string {
    const { alias, origin } = this.state;
    return alias ?? routeDatabase('dbForWrite', this.model, origin);
  }

  protected get connection(): DatabaseWrapper {
    return connections.get(this.db);
  }

  /** A copy with a part of its state changed, and no result yet. */
  protected withState(changes: Partial<QuerySetState>): this {
    return this.copyWith({ ...this.state, ...changes });
  }

  protected copyWith(state: QuerySetState): this {
    const Type = this.constructor as new (model: ModelClass, state: QuerySetState) => this;
    const copy = new Type(this.model, state);
    copy.given = state;
    return copy;
  }

  protected copyAsking(shape: Shape, values: readonly unknown[]): this {
    const { alias, origin, known, prefetches, fetchMode } = this.state;
    return this.copyWith({ shape, values, alias, origin, known, prefetches, fetchMode });
  }

  /**
   * A copy that asks something else.
   * @param key equal for changes that come out the same but for their values; undefined when there is none. A node that leads nowhere yet
   * leads here afterwards.
   * @param values the values after the change, when the key is known already
   */
  protected derive(
    key: string | KeyNode<Shape> | undefined,
    change: Change,
    values = this.state.values,
    kind?: RowKind,
  ): this {
    const { shape } = this.state;
    const known = typeof key === 'string' ? shape.child(key) : undefined;
    if (known !== undefined) return this.copyAsking(known, values);
    const query = shape.query.clone();
    const fresh = [...this.state.values];
    change(query, fresh);
    return this.copyAsking(shape.addChild(key, query, kind ?? shape.kind), fresh);
  }

  /** The result, asked for now if it isn't there: a plain value where the database answers at once. */
  fetch(): Awaitable<readonly unknown[]> {
    if (this.result !== undefined) return this.result;
    if (this.pending !== undefined) return this.pending;
    const rows = this.fetchRows();
    if (Array.isArray(rows) && this.state.prefetches.length === 0) {
      this.result = rows;
      return rows;
    }
    const done = whenReady(rows, (result) => this.prefetchFor(result));
    this.pending = Promise.resolve(done).then(
      (result) => {
        this.result = result;
        this.pending = undefined;
        return result;
      },
      (error: unknown) => {
        this.pending = undefined;
        throw error;
      },
    );
    return this.pending;
  }

  /** Send the statement and read its rows. */
  protected fetchRows(): Awaitable<unknown[]> {
    return this.rowsOf(this.state.shape, this.state.values);
  }

  /** The rows of a shape that is this one, or was derived from it. */
  protected rowsOf(shape: Shape, values: readonly unknown[]): Awaitable<unknown[]> {
    const { connection } = this;
    const { known, fetchMode } = this.state;
    const plan = rowPlan(shape, connection);
    if (plan.statement === undefined) return [];
    const { sql, params } = plan.statement;
    const bound = bindParams(params, values, connection.features.hasNativeBooleanField);
    const rows = connection.query(sql, bound, plan.wide);
    if (Array.isArray(rows)) return plan.read(rows, known, fetchMode);
    return (rows as PromiseLike<Row[]>).then((found) => plan.read(found, known, fetchMode));
  }

  protected prefetchFor(result: readonly unknown[]): Awaitable<readonly unknown[]> {
    const { prefetches } = this.state;
    if (prefetches.length === 0 || result.length === 0) return result;
    return whenReady(prefetchRelatedObjects(result as readonly AnyModel[], prefetches), () => result);
  }
}

const wholes = new WeakMap<ModelClass, QuerySetState>();

/** What the QuerySet of a model asks before it is narrowed. One without a model is never asked: subclasses make it. */
function allRows(model: ModelClass | undefined): QuerySetState {
  if (model === undefined) return stateOf(undefined as never);
  let state = wholes.get(model);
  if (state === undefined) {
    state = stateOf(rootShape(model));
    wholes.set(model, state);
  }
  return state;
}

function stateOf(shape: Shape): QuerySetState {
  return {
    shape,
    values: NOTHING,
    alias: undefined,
    origin: undefined,
    known: NOTHING,
    prefetches: NOTHING,
    fetchMode: 'peers',
  };
}

/** The value of a slot in a query that is put into another one whole. */
function bakedValue(slot: Slot, values: readonly unknown[]): unknown {
  return values[slot.index];
}
