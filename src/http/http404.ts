import { FrameworkError } from '../core/errors/framework-error.ts';

/** There is nothing here: answered with status 404. Throw it from a view. */
export class Http404 extends FrameworkError {
  constructor(what = 'Nothing was found here.', hint?: string, options?: ErrorOptions) {
    super('http.404', what, hint, options);
  }
}
