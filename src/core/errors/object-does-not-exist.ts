import { FrameworkError } from './framework-error.ts';

/** A query that had to find one object found none; each model has its own subclass, `Article.DoesNotExist`. */
export class ObjectDoesNotExist extends FrameworkError {
  /** A template that looks such an object up prints nothing. */
  readonly silentVariableFailure = true;

  constructor(what: string, hint?: string) {
    super('db.does-not-exist', what, hint);
  }
}

/** A query that had to find one object found several; each model has its own subclass. */
export class MultipleObjectsReturned extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('db.multiple-objects-returned', what, hint);
  }
}
