import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { ModelState } from '../state/model-state.ts';
import { defaultScope, evaluate } from './evaluate.ts';
import { type AskedField, NO_DEFAULT, type Questioner } from './questioner.ts';
import { UnansweredQuestion } from './unanswered.ts';

/** How questions reach a person; `management/prompt.ts` is one. */
export interface Prompt {
  question(text: string, options?: { fallback?: string }): Promise<string>;
  confirm(text: string, options?: { fallback?: boolean }): Promise<boolean>;
  /** Gives the index of the choice. */
  choose(text: string, choices: readonly string[]): Promise<number>;
  say(text: string): void;
}

const POPULATE = 'This is because the database needs something to populate existing rows.';
const QUIT = 'Quit and manually define a default value in models.ts.';

/** Asks the person at the keyboard. */
export class InteractiveQuestioner implements Questioner {
  readonly #prompt: Prompt;

  constructor(prompt: Prompt) {
    this.#prompt = prompt;
  }

  askInitial(_appLabel: string): boolean {
    return true;
  }

  async askNotNullAddition(field: AskedField): Promise<unknown> {
    const choice = await this.#prompt.choose(
      `It is impossible to add a non-nullable field '${field.name}' to ${field.modelName} without specifying a default.\n${POPULATE}\nPlease select a fix:`,
      [
        'Provide a one-off default now (will be set on all existing rows with a null value for this column)',
        QUIT,
      ],
    );
    return choice === 0 ? this.#askDefault(field) : quit();
  }

  async askNotNullAlteration(field: AskedField): Promise<unknown> {
    const choice = await this.#prompt.choose(
      `It is impossible to change a nullable field '${field.name}' on ${field.modelName} to non-nullable without providing a default.\n${POPULATE}\nPlease select a fix:`,
      [
        'Provide a one-off default now (will be set on all existing rows with a null value for this column)',
        'Ignore for now. Existing rows that contain NULL values will have to be handled manually, for example with a RunCode or RunSQL operation.',
        QUIT,
      ],
    );
    if (choice === 1) return NO_DEFAULT;
    return choice === 0 ? this.#askDefault(field) : quit();
  }

  async askAutoNowAddAddition(field: AskedField): Promise<unknown> {
    const choice = await this.#prompt.choose(
      `It is impossible to add the field '${field.name}' with 'autoNowAdd: true' to ${field.modelName} without providing a default.\n${POPULATE}`,
      ['Provide a one-off default now which will be set on all existing rows', QUIT],
    );
    return choice === 0 ? this.#askDefault(field, 'timezone.now') : quit();
  }

  async askUniqueCallableDefaultAddition(field: AskedField): Promise<void> {
    const choice = await this.#prompt.choose(
      `Callable default on unique field ${field.modelName}.${field.name} will not generate unique values upon migrating.\nPlease choose how to proceed:`,
      [
        'Continue making this migration as the first step in writing a manual migration to generate unique values.',
        'Quit and edit field options in models.ts.',
      ],
    );
    if (choice === 1) quit();
  }

  askRename({ modelName, name, field }: AskedField, oldName: string): Promise<boolean> {
    const kind = field.getInternalType();
    return this.#prompt.confirm(`Was ${modelName}.${oldName} renamed to ${modelName}.${name} (a ${kind})?`, {
      fallback: false,
    });
  }

  askRenameModel(from: ModelState, to: ModelState): Promise<boolean> {
    return this.#prompt.confirm(`Was the model ${from.appLabel}.${from.name} renamed to ${to.name}?`, {
      fallback: false,
    });
  }

  askMerge(appLabel: string): Promise<boolean> {
    return this.#prompt.confirm(
      `\nMerging will only work if the operations printed above do not conflict with each other (working on different fields or models)\nShould these migration branches of '${appLabel}' be merged?`,
      { fallback: false },
    );
  }

  /** Ask for an expression until one has a value that the field takes. */
  async #askDefault(field: AskedField, fallback?: string): Promise<unknown> {
    const { say, question } = this.#prompt;
    say('Please enter the default value as a TypeScript expression.');
    if (fallback !== undefined)
      say(`Accept the default '${fallback}' by pressing 'Enter' or provide another value.`);
    say(
      "timezone, Temporal, Decimal, randomUUID and what the app's models.ts exports are at hand, so that timezone.now will do.",
    );
    say("Type 'exit' to exit this prompt");
    const scope = await defaultScope(field.appLabel);
    const mark = fallback === undefined ? '>>> ' : `[default: ${fallback}] >>> `;
    for (;;) {
      const expression = await question(mark, fallback === undefined ? {} : { fallback });
      if (expression.trim() === 'exit') quit(1);
      if (expression.trim() === '') {
        say("Please enter some code, or 'exit' (without quotes) to exit.");
        continue;
      }
      try {
        return checkedValue(expression, scope, field);
      } catch (error) {
        say(`Invalid input: ${messageOf(error)}`);
      }
    }
  }
}

/** The value of an expression as the field takes it. @throws when the field doesn't */
export function checkedValue(
  expression: string,
  scope: Readonly<Record<string, unknown>>,
  { field }: AskedField,
): unknown {
  const value = evaluate(expression, scope);
  const given = typeof value === 'function' ? (value as () => unknown)() : value;
  if (given === undefined || given === null) throw new TypeError('the column takes no NULL');
  if (!field.isRelation) field.toPython(given);
  return value;
}

function messageOf(error: unknown): string {
  if (error instanceof ValidationError) return error.messages.join(' ');
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function quit(exitCode?: number): never {
  throw new UnansweredQuestion(
    'No migration was made.',
    'Give the field a default in models.ts, then run makemigrations again.',
    exitCode,
  );
}
