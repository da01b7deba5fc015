import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** A value cannot be written into a migration file. */
export class UnserializableError extends FrameworkError {
  constructor(what: string, hint: string) {
    super('migrations.unserializable', what, hint);
  }
}
