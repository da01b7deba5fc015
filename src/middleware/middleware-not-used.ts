import { FrameworkError } from '../core/errors/framework-error.ts';

/** A middleware throws this when it is made, to be left out of the chain. */
export class MiddlewareNotUsed extends FrameworkError {
  constructor(what = 'This middleware is not used with these settings.') {
    super('middleware.not-used', what);
  }
}
