import { FrameworkError } from '../core/errors/framework-error.ts';

/** `reverse()` or `{% url %}` found no route for this name and these parameters. */
export class NoReverseMatch extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('urls.no-reverse-match', what, hint);
  }
}
