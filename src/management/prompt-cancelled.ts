import { CommandError } from './command-error.ts';

/** A question of a command got no answer: Ctrl-C, Ctrl-D, or the end of the input that was piped in. */
export class PromptCancelled extends CommandError {
  constructor(what = 'Operation cancelled.') {
    super(what);
  }
}
