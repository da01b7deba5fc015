import { FrameworkError } from '../../core/errors/framework-error.ts';

/** A model class, its fields or its meta are written in a way that cannot work. */
export class ModelDefinitionError extends FrameworkError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super('db.model-definition', what, hint, options);
  }
}

/** A value cannot be what a field or a method of a model needs: wrong type, out of range, of another model. */
export class ModelValueError extends FrameworkError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super('db.model-value', what, hint, options);
  }
}

/** `_meta.getField()` was asked for a name that the model doesn't have. */
export class FieldDoesNotExist extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('db.field-does-not-exist', what, hint);
  }
}
