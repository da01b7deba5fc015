import type { ModelState } from '../state/model-state.ts';
import { type AskedField, NO_DEFAULT, type Questioner } from './questioner.ts';

/** Has another questioner decide what would be done, and asks for no value of rows: a dry run writes none. */
export class WithoutDefaults implements Questioner {
  readonly #next: Questioner;

  constructor(next: Questioner) {
    this.#next = next;
  }

  askInitial(appLabel: string) {
    return this.#next.askInitial(appLabel);
  }

  askNotNullAddition(): unknown {
    return null;
  }

  askNotNullAlteration(): unknown {
    return NO_DEFAULT;
  }

  askAutoNowAddAddition(): unknown {
    return null;
  }

  askUniqueCallableDefaultAddition(): void {}

  askRename(field: AskedField, oldName: string) {
    return this.#next.askRename(field, oldName);
  }

  askRenameModel(from: ModelState, to: ModelState) {
    return this.#next.askRenameModel(from, to);
  }

  askMerge(appLabel: string) {
    return this.#next.askMerge(appLabel);
  }
}
