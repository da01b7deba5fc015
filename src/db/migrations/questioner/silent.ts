import type { ModelState } from '../state/model-state.ts';
import type { AskedField, Questioner } from './questioner.ts';
import { NO_DEFAULT } from './questioner.ts';
import { UnansweredQuestion } from './unanswered.ts';

/** Never asks: what cannot be known ends the command, with the flag that would have answered. */
export class SilentQuestioner implements Questioner {
  readonly #log: (text: string) => void;

  constructor(log: (text: string) => void) {
    this.#log = log;
  }

  askInitial(_appLabel: string): boolean {
    return true;
  }

  askNotNullAddition({ appLabel, modelName, name }: AskedField): never {
    throw new UnansweredQuestion(
      `Field '${name}' on model '${modelName}' not migrated: it is impossible to add a non-nullable field without specifying a default.`,
      `Give it a default in models.ts, or one for the rows that are there: --default ${appLabel}.${modelName}.${name}=0.`,
    );
  }

  askNotNullAlteration({ appLabel, modelName, name }: AskedField): typeof NO_DEFAULT {
    this.#log(
      `Field '${name}' on model '${modelName}' given a NOT NULL constraint: rows with NULL will make the migration fail. Fill them with --default ${appLabel}.${modelName}.${name}=0, or with a RunCode or RunSQL before it.`,
    );
    return NO_DEFAULT;
  }

  askAutoNowAddAddition({ appLabel, modelName, name }: AskedField): never {
    throw new UnansweredQuestion(
      `Field '${name}' on model '${modelName}' not migrated: it is impossible to add a field with 'autoNowAdd: true' without specifying a default.`,
      `Say what the rows that are there get: --default ${appLabel}.${modelName}.${name}=timezone.now.`,
    );
  }

  askUniqueCallableDefaultAddition(): void {}

  askRename({ appLabel, modelName, name }: AskedField, oldName: string): never {
    const field = `${appLabel}.${modelName}.${oldName}`;
    throw new UnansweredQuestion(
      `Field '${oldName}' of model '${modelName}' is gone and '${name}', made just like it, is new: was it renamed?`,
      `If so, say --rename ${field}=${name}; if its data may be lost, say --rename ${field}=.`,
    );
  }

  askRenameModel(from: ModelState, to: ModelState): never {
    throw new UnansweredQuestion(
      `Model '${from.appLabel}.${from.name}' is gone and '${to.name}', made just like it, is new: was it renamed?`,
      `If so, say --rename ${from.appLabel}.${from.name}=${to.name}; if its data may be lost, say --rename ${from.appLabel}.${from.name}=.`,
    );
  }

  askMerge(): boolean {
    return true;
  }
}
