import { FrameworkError } from '../../core/errors/framework-error.ts';
import { nearest } from '../../utils/nearest.ts';

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

/** The "what next" of an unknown name: the nearest choice, and all of them. */
export function choicesHint(name: string, choices: Iterable<string>): string {
  const all = [...choices].sort();
  const near = nearest(name, all);
  const list = all.length === 0 ? 'There are no choices.' : `Choices are: ${all.join(', ')}.`;
  return near === undefined ? list : `Did you mean '${near}'? ${list}`;
}
