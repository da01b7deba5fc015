import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** makemigrations needs an answer and may not ask; commands end with the exit code. */
export class UnansweredQuestion extends FrameworkError {
  /** 3, and 1 after `exit` in the place of a value, as Django's. */
  readonly exitCode: number;

  constructor(what: string, hint: string, exitCode = 3) {
    super('migrations.unanswered', what, hint);
    this.exitCode = exitCode;
  }
}
