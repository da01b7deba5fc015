export { Decimal } from '../utils/decimal.ts';
export { connection, connections, DEFAULT_DB_ALIAS } from './connections.ts';
export {
  DatabaseError,
  DataError,
  IntegrityError,
  NotSupportedError,
  OperationalError,
  ProgrammingError,
  ProtectedError,
  RestrictedError,
  TransactionManagementError,
} from './errors.ts';
export { type MigrateEvent, postMigrate, preMigrate } from './migrations/signals.ts';
export { FieldDoesNotExist, ModelDefinitionError, ModelValueError } from './models/errors.ts';
export * as fields from './models/fields/index.ts';
export * as models from './models/index.ts';
export { type CreateModelOptions, createModel, registerModel } from './models/registration.ts';
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
export { type AtomicOptions, atomic, onCommit } from './transaction.ts';
