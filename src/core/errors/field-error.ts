import { FrameworkError } from './framework-error.ts';

/** A query or a model names a field that is not there, or uses one in a way it cannot be used. */
export class FieldError extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('db.field-error', what, hint);
  }
}
