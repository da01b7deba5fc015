import { FrameworkError } from './framework-error.ts';

/** The project's settings, apps or URLs cannot work as they are written. */
export class ImproperlyConfigured extends FrameworkError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super('core.improperly-configured', what, hint, options);
  }
}
