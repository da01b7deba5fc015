import { FrameworkError } from '../../core/errors/framework-error.ts';
import { RETRY_AFTER } from '../../utils/retry-after.ts';

/** HTML was asked for as a string, and a part of it still has to be read from the database. */
export class PendingHtmlError extends FrameworkError {
  declare readonly [RETRY_AFTER]: (() => PromiseLike<unknown>) | undefined;

  /** @param load does what is missing; templates wait for it and ask again */
  constructor(what: string, load?: () => PromiseLike<unknown>) {
    super(
      'forms.pending-html',
      `The HTML of ${what} depends on data that is not loaded.`,
      'Call `await form.prepare()` first, or await `toHtml()`; a template awaits by itself.',
    );
    Object.defineProperty(this, RETRY_AFTER, { value: load });
  }
}
