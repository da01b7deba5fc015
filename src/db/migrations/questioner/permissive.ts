import { NO_DEFAULT, type Questioner } from './questioner.ts';

/** Asks nobody and takes the answers that change least: for looking at what would be done without doing it. */
export class PermissiveQuestioner implements Questioner {
  askInitial(_appLabel: string): boolean {
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

  askRename(): boolean {
    return false;
  }

  askRenameModel(): boolean {
    return false;
  }

  askMerge(): boolean {
    return false;
  }
}
