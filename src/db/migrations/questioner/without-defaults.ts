import type { ModelState } from '../state/model-state.ts';
import { PermissiveQuestioner } from './permissive.ts';
import type { AskedField, Questioner } from './questioner.ts';

/** Has another questioner decide what would be done, and asks for no value of rows: a dry run writes none. */
export class WithoutDefaults extends PermissiveQuestioner {
  readonly #next: Questioner;

  constructor(next: Questioner) {
    super();
    this.#next = next;
  }

  override askInitial(appLabel: string) {
    return this.#next.askInitial(appLabel);
  }

  override askRename(field: AskedField, oldName: string) {
    return this.#next.askRename(field, oldName);
  }

  override askRenameModel(from: ModelState, to: ModelState) {
    return this.#next.askRenameModel(from, to);
  }

  override askMerge(appLabel: string) {
    return this.#next.askMerge(appLabel);
  }
}
