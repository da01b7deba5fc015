import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import type { SchemaModel } from '../backends/base/schema-model.ts';
import type { DeferredValue } from './deferred-value.ts';
import { ModelDefinitionError } from './errors.ts';
import type { Field } from './fields/field.ts';
import type { Relation } from './fields/relation.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { ModelManager } from './options.ts';
import type { RelatedRef } from './related-ref.ts';

export interface SaveOptions {
  /** Insert, never update; in multi-table inheritance the models whose rows are to be inserted, too: `[Place]`. */
  forceInsert?: boolean | readonly ModelClass[];
  /** Update, never insert; an error when there is no such row. */
  forceUpdate?: boolean;
  /** Database alias; by the routers otherwise. */
  using?: string;
  /** Write these fields only; an empty list writes nothing and sends no signal. */
  updateFields?: readonly string[];
}

export interface DeleteOptions {
  using?: string;
  /** In multi-table inheritance: keep the rows of the parents. */
  keepParents?: boolean;
}

export interface RefreshOptions {
  using?: string;
  fields?: readonly string[];
  fromQueryset?: unknown;
}

/** How many rows went, altogether and by model label: `[3, { 'articles.Article': 1, 'articles.Comment': 2 }]`. */
export type DeletionCount = [total: number, byModel: Record<string, number>];

/**
 * What models need of the query side. Models know nothing of SQL; the query files register this when they are loaded,
 * which happens at the latest when the first manager is made.
 */
export interface Persistence {
  save(instance: AnyModel, options: SaveOptions): Promise<void>;
  saveBase(instance: AnyModel, options: SaveOptions & { raw?: boolean }): Promise<void>;
  delete(instance: AnyModel, options: DeleteOptions): Promise<DeletionCount>;
  refreshFromDb(instance: AnyModel, options: RefreshOptions): Promise<void>;
  /** The instance of a row, by the attnames of what was loaded. */
  fromDb(model: ModelClass, db: string, fieldNames: readonly string[], values: readonly unknown[]): AnyModel;
  /** Load a forward relation, for the instance and its peers, and put the objects in place of the references. */
  loadRelated(ref: RelatedRef): PromiseLike<AnyModel | null>;
  /** Load a deferred column, for the instance and its peers. */
  loadDeferred(value: DeferredValue): PromiseLike<unknown>;
  /** The column alone: of a relation the key, not the object. */
  loadColumn(value: DeferredValue): Promise<void>;
  /** The manager that a model gets which declares none, and every model's base manager. */
  createManager(): ModelManager;
  /** Value of a many-to-many property. Runs for each instance that is made: has to be cheap. */
  manyToManyManager(instance: AnyModel, field: Field): unknown;
  /** Value of a reverse foreign key or many-to-many accessor. */
  reverseManager(instance: AnyModel, relation: Relation): unknown;
  /** Value of a reverse one-to-one accessor: the cached object, or something to await. */
  reverseOneToOne(instance: AnyModel, relation: Relation): unknown;
  /**
   * SQL of expressions or conditions (Q) over the columns of one table, with the values written into it, and the columns
   * that it reads: for partial indexes, check constraints and the like.
   */
  schemaSql(model: SchemaModel, parts: readonly unknown[], connection: DatabaseWrapper): SchemaSql;
  /**
   * Whether a condition holds for the values of an instance, as the database sees it; undefined when it is neither true nor
   * false, or needs a field that is excluded.
   */
  conditionHolds(
    model: ModelClass,
    condition: unknown,
    instance: AnyModel,
    exclude: ReadonlySet<string>,
    using: string,
  ): Promise<boolean | undefined>;
  /** Whether another row than this one has the values that a constraint wants unique. */
  uniqueTaken(
    model: ModelClass,
    constraint: UniqueParts,
    instance: AnyModel,
    exclude: ReadonlySet<string>,
    using: string,
  ): Promise<boolean>;
  setReverseOneToOne(instance: AnyModel, relation: Relation, value: AnyModel | null): void;
}

export interface SchemaSql {
  sql: string;
  columns: readonly string[];
}

/** What is to be unique: these fields or expressions together, among the rows of a condition. */
export interface UniqueParts {
  readonly fields: readonly string[];
  readonly expressions?: readonly unknown[];
  readonly condition?: unknown;
  readonly nullsDistinct?: boolean | null;
}

let registered: Persistence | undefined;

export function registerPersistence(implementation: Persistence): void {
  registered = implementation;
}

/** @throws ModelDefinitionError when models were loaded without `jango/db` */
export function persistence(): Persistence {
  if (registered !== undefined) return registered;
  throw new ModelDefinitionError(
    'A model was used before the query side of jango/db was loaded.',
    "Import from 'jango/db'.",
  );
}
