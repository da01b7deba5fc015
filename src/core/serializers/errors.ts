import { FrameworkError } from '../errors/framework-error.ts';

/** A fixture does not say what objects are: it cannot be parsed, or names models, fields or values that there aren't. */
export class DeserializationError extends FrameworkError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super('serializers.deserialization', what, hint, options);
  }
}

/** Objects cannot be written in this format: a text has characters that it cannot hold, or keys depend on each other. */
export class SerializationError extends FrameworkError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super('serializers.serialization', what, hint, options);
  }
}

/** No serialization format of this name. */
export class SerializerDoesNotExist extends FrameworkError {
  constructor(format: string, known: readonly string[]) {
    super(
      'serializers.unknown-format',
      `There is no serialization format '${format}'.`,
      `Known are: ${known.join(', ')}; SERIALIZATION_MODULES adds others.`,
    );
  }
}
