import type { AskedField, Questioner } from '../../db/migrations/questioner/questioner.ts';
import type { ModelState } from '../../db/migrations/state/model-state.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import { PromptCancelled } from '../prompt-cancelled.ts';

/**
 * Asks where there is no terminal: answers that were piped in are taken; when there are none, or they end too early, it is
 * as if nothing may be asked.
 */
export class PipedQuestioner implements Questioner {
  readonly #asking: Questioner;
  readonly #silent: Questioner;
  readonly #hasInput: () => Promise<boolean>;

  constructor(asking: Questioner, silent: Questioner, hasInput: () => Promise<boolean>) {
    this.#asking = asking;
    this.#silent = silent;
    this.#hasInput = hasInput;
  }

  askInitial(appLabel: string) {
    return this.#silent.askInitial(appLabel);
  }

  askNotNullAddition(field: AskedField) {
    return this.#ask((one) => one.askNotNullAddition(field));
  }

  askNotNullAlteration(field: AskedField) {
    return this.#ask((one) => one.askNotNullAlteration(field));
  }

  askAutoNowAddAddition(field: AskedField) {
    return this.#ask((one) => one.askAutoNowAddAddition(field));
  }

  askUniqueCallableDefaultAddition(field: AskedField) {
    return this.#ask((one) => one.askUniqueCallableDefaultAddition(field));
  }

  askRename(field: AskedField, oldName: string) {
    return this.#ask((one) => one.askRename(field, oldName));
  }

  askRenameModel(from: ModelState, to: ModelState) {
    return this.#ask((one) => one.askRenameModel(from, to));
  }

  askMerge(appLabel: string) {
    return this.#ask((one) => one.askMerge(appLabel));
  }

  async #ask<T>(question: (questioner: Questioner) => Awaitable<T>): Promise<T> {
    if (!(await this.#hasInput())) return question(this.#silent);
    try {
      return await question(this.#asking);
    } catch (error) {
      if (error instanceof PromptCancelled) return question(this.#silent);
      throw error;
    }
  }
}
