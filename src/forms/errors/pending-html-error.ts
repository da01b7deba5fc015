import { FrameworkError } from '../../core/errors/framework-error.ts';

/** HTML was asked for as a string, and a part of it still has to be read from the database. */
export class PendingHtmlError extends FrameworkError {
  constructor(what: string) {
    super(
      'forms.pending-html',
      `The HTML of ${what} depends on data that is not loaded.`,
      'Call `await form.prepare()` first, or await `toHtml()`; a template awaits by itself.',
    );
  }
}
