import { FrameworkError } from '../../core/errors/framework-error.ts';

export { FieldDoesNotExist } from '../../core/errors/field-does-not-exist.ts';

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
