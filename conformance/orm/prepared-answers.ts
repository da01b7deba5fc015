import { NO_DEFAULT, type Questioner } from '../../src/db/migrations/index.ts';
import { decode } from './decode.ts';

export type Answer = readonly [method: string, args: readonly unknown[], answer: unknown];

/** Gives the answers of a vector, in any order; every other question is a failure. */
export function preparedAnswers(answers: readonly Answer[]): Questioner {
  const answer = (method: string, ...args: unknown[]): unknown => {
    const found = answers.find(
      ([name, given]) => name === method && args.every((arg, i) => arg === given[i]),
    );
    if (found === undefined) throw new Error(`Unexpected question ${method}(${args.join(', ')})`);
    const value = decode(found[2]);
    return value === undefined ? NO_DEFAULT : value;
  };
  return {
    askInitial: () => true,
    askNotNullAddition: ({ name, modelName }) => answer('ask_not_null_addition', name, modelName),
    askNotNullAlteration: ({ name, modelName }) => answer('ask_not_null_alteration', name, modelName),
    askAutoNowAddAddition: ({ name, modelName }) => answer('ask_auto_now_add_addition', name, modelName),
    askUniqueCallableDefaultAddition: () => {},
    askRename: ({ modelName, name }, oldName) => answer('ask_rename', modelName, oldName, name) as boolean,
    askRenameModel: (from, to) =>
      answer('ask_rename_model', `${from.appLabel}.${from.name}`, `${to.appLabel}.${to.name}`) as boolean,
    askMerge: () => false,
  };
}
