import { UnansweredQuestion } from '../../db/migrations/questioner/unanswered.ts';
import { CommandError } from '../command-error.ts';
import { PromptCancelled } from '../prompt-cancelled.ts';

/** Run a command's work; a question that found no answer ends it with the exit code that Django has. */
export async function asCommandError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PromptCancelled) {
      const hint = 'Nothing was written. Questions can be answered in advance: --default, --rename.';
      throw new CommandError(error.message, hint, { exitCode: 3, cause: error });
    }
    if (error instanceof UnansweredQuestion) {
      throw new CommandError(error.message, undefined, { exitCode: error.exitCode, cause: error });
    }
    throw error;
  }
}
