import { FrameworkError } from './framework-error.ts';

/** No app, model or field of this name. */
export class LookupError extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('core.lookup', what, hint);
  }
}
