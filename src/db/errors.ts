import { FrameworkError } from '../core/errors/framework-error.ts';

/** Something went wrong between the framework and a database; `cause` is the driver's own error. */
export class DatabaseError extends FrameworkError {
  constructor(what: string, hint?: string, options?: ErrorOptions, code = 'db.database-error') {
    super(code, what, hint, options);
  }
}

/** A row breaks a constraint of the database: unique, not null, foreign key, check. */
export class IntegrityError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.integrity-error');
  }
}

/** The database cannot do it now: it is locked, gone, out of space, or lacks the table. */
export class OperationalError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.operational-error');
  }
}

/** A value is out of range or of a type that the column does not take. */
export class DataError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.data-error');
  }
}

/** A statement or its parameters are not what the database understands. */
export class ProgrammingError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.programming-error');
  }
}

/** The database is at odds with itself: a damaged index, a cursor that is no more. */
export class InternalError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.internal-error');
  }
}

/** The way to a database is used wrongly, rather than the database: a cursor that was closed. */
export class InterfaceError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.interface-error');
  }
}

/** This database, or this kind of query, has no such feature. */
export class NotSupportedError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.not-supported');
  }
}

/** `atomic()` is used in a way that cannot work, or a query comes too late for its block. */
export class TransactionManagementError extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.transaction-management');
  }
}

/** `save()` had to update a row, and the row is gone; each model has a class of its own, `Article.NotUpdated`. */
export class ObjectNotUpdated extends DatabaseError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'db.not-updated');
  }
}

/** `onDelete: models.PROTECT` keeps an object alive; `protectedObjects` are those that point at it. */
export class ProtectedError extends IntegrityError {
  readonly protectedObjects: readonly object[];

  constructor(what: string, protectedObjects: readonly object[]) {
    super(what);
    this.protectedObjects = protectedObjects;
  }
}

/** `onDelete: models.RESTRICT` keeps an object alive; `restrictedObjects` are those that point at it. */
export class RestrictedError extends IntegrityError {
  readonly restrictedObjects: readonly object[];

  constructor(what: string, restrictedObjects: readonly object[]) {
    super(what);
    this.restrictedObjects = restrictedObjects;
  }
}
