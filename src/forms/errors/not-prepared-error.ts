import { FrameworkError } from '../../core/errors/framework-error.ts';
import { RETRY_AFTER } from '../../utils/retry-after.ts';

/** The forms of a model formset were asked for before its rows were read. */
export class NotPreparedError extends FrameworkError {
  declare readonly [RETRY_AFTER]: (() => PromiseLike<unknown>) | undefined;

  /** @param load does what is missing; templates wait for it and ask again */
  constructor(formset: string, load?: () => PromiseLike<unknown>) {
    super(
      'forms.not-prepared',
      `The forms of ${formset} are made of rows that have not been read.`,
      'Call `await formset.prepare()` first; isValid() and `{{ formset }}` do it by themselves.',
    );
    Object.defineProperty(this, RETRY_AFTER, { value: load });
  }
}
