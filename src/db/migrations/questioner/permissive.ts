import type { Awaitable } from '../../../utils/awaitable.ts';
import type { ModelState } from '../state/model-state.ts';
import { type AskedField, NO_DEFAULT, type Questioner } from './questioner.ts';

/** Asks nobody and takes the answers that change least: for looking at what would be done without doing it. */
export class PermissiveQuestioner implements Questioner {
  askInitial(_appLabel: string): Awaitable<boolean> {
    return true;
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

  askRename(_field: AskedField, _oldName: string): Awaitable<boolean> {
    return false;
  }

  askRenameModel(_from: ModelState, _to: ModelState): Awaitable<boolean> {
    return false;
  }

  askMerge(_appLabel: string): Awaitable<boolean> {
    return false;
  }
}
