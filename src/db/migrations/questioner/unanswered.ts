import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** makemigrations needs an answer and may not ask; commands end with exit code 3. */
export class UnansweredQuestion extends FrameworkError {
  constructor(what: string, hint: string) {
    super('migrations.unanswered', what, hint);
  }
}
