import './models/runtime.ts';

export { Decimal } from '../utils/decimal.ts';
export { Cursor, type CursorParams } from './backends/base/cursor.ts';
export type { Execute, ExecuteContext, ExecuteWrapper } from './backends/base/execute-wrappers.ts';
export type { SqlFragment } from './backends/base/fragment.ts';
export { pinReads } from './backends/base/written-databases.ts';
export { captureQueries, type LoggedQuery, onQuery } from './backends/query-log.ts';
export { connection, connections, DEFAULT_DB_ALIAS } from './connections.ts';
export {
  DatabaseError,
  DataError,
  IntegrityError,
  InterfaceError,
  InternalError,
  NotSupportedError,
  ObjectNotUpdated,
  OperationalError,
  ProgrammingError,
  ProtectedError,
  RestrictedError,
  TransactionManagementError,
} from './errors.ts';
export { type MigrateEvent, postMigrate, preMigrate } from './migrations/signals.ts';
export { Aggregate } from './models/aggregates/aggregate.ts';
export {
  AnyValue,
  Avg,
  Count,
  Max,
  Min,
  StdDev,
  StringAgg,
  Sum,
  Variance,
} from './models/aggregates/general.ts';
export { FieldDoesNotExist, ModelDefinitionError, ModelValueError } from './models/errors.ts';
export { Case, When } from './models/expressions/case.ts';
export { Combinable } from './models/expressions/combinable.ts';
export { ExpressionWrapper } from './models/expressions/expression-wrapper.ts';
export { F, OuterRef } from './models/expressions/f.ts';
export { FilteredRelation } from './models/expressions/filtered-relation.ts';
export { Func } from './models/expressions/func.ts';
export { JSONNull } from './models/expressions/json-null.ts';
export { RawSQL } from './models/expressions/raw-sql.ts';
export { Exists, Subquery } from './models/expressions/subquery.ts';
export { Transform } from './models/expressions/transform.ts';
export { Tuple } from './models/expressions/tuple.ts';
export { Value } from './models/expressions/value.ts';
export { Window } from './models/expressions/window.ts';
export {
  type FrameExclusion,
  RowRange,
  ValueRange,
  WindowFrame,
  WindowFrameExclusion,
} from './models/expressions/window-frame.ts';
export * as fields from './models/fields/index.ts';
export * as functions from './models/functions/index.ts';
export * as models from './models/index.ts';
export * as lookups from './models/lookups/common.ts';
export { Lookup } from './models/lookups/lookup.ts';
export { registerLookup, unregisterLookup } from './models/lookups/registry.ts';
export { TupleIn } from './models/lookups/tuples.ts';
export { prefetchRelatedObjects } from './models/prefetch.ts';
export { Prefetch } from './models/prefetch-lookup.ts';
export { Q } from './models/q.ts';
export { type CreateModelOptions, createModel, registerModel } from './models/registration.ts';
export { repr } from './models/repr.ts';
export {
  classPrepared,
  m2mChanged,
  postDelete,
  postInit,
  postSave,
  preDelete,
  preInit,
  preSave,
} from './models/signals.ts';
export type { CustomLookups } from './models/types/lookups.ts';
export { type DatabaseRouter, router } from './router.ts';
export type { Compiler } from './sql/compiler.ts';
export { Expression } from './sql/expression.ts';
export { OrderBy, type OrderOptions } from './sql/order-by.ts';
export * as transaction from './transaction.ts';
export {
  type AtomicOptions,
  atomic,
  getRollback,
  type OnCommitOptions,
  onCommit,
  setRollback,
} from './transaction.ts';
