import { FrameworkError } from '../../../core/errors/framework-error.ts';
import type { ModelState } from '../state/model-state.ts';
import { defaultScope } from './evaluate.ts';
import { checkedValue } from './interactive.ts';
import type { AskedField, Questioner } from './questioner.ts';

/** Answers given in advance are wrong. */
export class BadAnswer extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('migrations.bad-answer', what, hint);
  }
}

/** What `--rename` and `--default` said, by what they are about, in lower case but for the value. */
export interface PreparedAnswers {
  /** `articles.article.title` to `headline`; `articles.article` to `Story`; an empty text says: not renamed. */
  renames: ReadonlyMap<string, string>;
  /** `articles.article.rating` to an expression. */
  defaults: ReadonlyMap<string, string>;
}

/** Split `articles.Article.title=headline`. @throws BadAnswer */
export function parseAnswers(flag: string, given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((text) => {
      const [, app, model, field, value] = /^(\w+)\.(\w+)(?:\.(\w+))?=(.*)$/s.exec(text) ?? [];
      if (app === undefined || (flag === '--default' && field === undefined)) {
        const form =
          flag === '--default'
            ? 'app.Model.field=expression'
            : 'app.Model.oldField=newField or app.OldModel=NewModel';
        throw new BadAnswer(`${flag} ${text} cannot be understood.`, `Write it as ${flag} ${form}.`);
      }
      return [[app, model!.toLowerCase(), field].filter(Boolean).join('.'), value!];
    }),
  );
}

/** Answers what was answered in advance, and has another questioner do the rest. */
export class PreparedQuestioner implements Questioner {
  readonly #answers: PreparedAnswers;
  readonly #next: Questioner;

  constructor(answers: PreparedAnswers, next: Questioner) {
    this.#answers = answers;
    this.#next = next;
  }

  askInitial(appLabel: string) {
    return this.#next.askInitial(appLabel);
  }

  async askNotNullAddition(field: AskedField): Promise<unknown> {
    return this.#default(field, () => this.#next.askNotNullAddition(field));
  }

  async askNotNullAlteration(field: AskedField): Promise<unknown> {
    return this.#default(field, () => this.#next.askNotNullAlteration(field));
  }

  async askAutoNowAddAddition(field: AskedField): Promise<unknown> {
    return this.#default(field, () => this.#next.askAutoNowAddAddition(field));
  }

  askUniqueCallableDefaultAddition(field: AskedField) {
    return this.#next.askUniqueCallableDefaultAddition(field);
  }

  askRename(field: AskedField, oldName: string) {
    const answer = this.#answers.renames.get(`${field.appLabel}.${field.modelName}.${oldName}`);
    return answer === undefined ? this.#next.askRename(field, oldName) : answer === field.name;
  }

  askRenameModel(from: ModelState, to: ModelState) {
    const answer = this.#answers.renames.get(from.key);
    if (answer === undefined) return this.#next.askRenameModel(from, to);
    return answer.toLowerCase() === to.nameLower;
  }

  askMerge(appLabel: string) {
    return this.#next.askMerge(appLabel);
  }

  async #default(field: AskedField, otherwise: () => unknown): Promise<unknown> {
    const name = `${field.appLabel}.${field.modelName}.${field.name}`;
    const expression = this.#answers.defaults.get(name);
    if (expression === undefined) return otherwise();
    try {
      return checkedValue(expression, await defaultScope(field.appLabel), field);
    } catch (error) {
      throw new BadAnswer(
        `--default ${name}=${expression} is no value for this field: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
