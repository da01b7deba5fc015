import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** A migration operation was given values that make no sense together. */
export class ValueError extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('migrations.value', what, hint);
  }
}
