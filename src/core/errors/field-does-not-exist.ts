import { FrameworkError } from './framework-error.ts';

/** `_meta.getField()` was asked for a name that the model doesn't have. */
export class FieldDoesNotExist extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('db.field-does-not-exist', what, hint);
  }
}
