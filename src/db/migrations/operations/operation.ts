import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';

/** What an operation does in one sign, printed before its description: `+ Create model Article`. */
export const CATEGORY = {
  ADDITION: '+',
  REMOVAL: '-',
  ALTERATION: '~',
  CODE: 'p',
  SQL: 's',
  MIXED: '?',
} as const;
export type Category = (typeof CATEGORY)[keyof typeof CATEGORY];

/** What an operation is made of: enough to write it into a file, and to compare it with another. */
export interface DeconstructedOperation {
  /** Where it is exported, when it is none of `operations`. */
  module?: string;
  name: string;
  /** Arguments before the options. */
  args?: readonly unknown[];
  options: Record<string, unknown>;
}

/**
 * One step of a migration. It knows how to change a ProjectState, and how to change a database from one state to the
 * other, forwards and backwards. Operations never change once made.
 */
export abstract class Operation {
  readonly category: Category = CATEGORY.ALTERATION;
  /** Whether `databaseBackwards` works. */
  get reversible(): boolean {
    return true;
  }
  /** Whether `sqlmigrate` can print it. */
  get reducesToSql(): boolean {
    return true;
  }
  /** Whether to run it in a transaction of its own where the migration has none; undefined does as the migration says. */
  get atomic(): boolean | undefined {
    return false;
  }
  /** Whether squashing may drop it. */
  get elidable(): boolean {
    return false;
  }

  abstract deconstruct(): DeconstructedOperation;
  abstract describe(): string;
  /** Part of an automatic file name: `article_created_at`; undefined when the operation has no good one. */
  get migrationNameFragment(): string | undefined {
    return undefined;
  }

  abstract stateForwards(appLabel: string, state: ProjectState): void;
  abstract databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ): Promise<void>;
  /** @param from the state after the operation; `to` is the one before it */
  abstract databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ): Promise<void>;

  /** Whether the operation has to do with a model. Unsure means yes: it only makes optimizing more careful. */
  referencesModel(_name: string, _appLabel: string): boolean {
    return true;
  }

  referencesField(modelName: string, _name: string, appLabel: string): boolean {
    return this.referencesModel(modelName, appLabel);
  }

  /**
   * What this operation and a later one come to together: a list replaces both, true means that the two don't touch each
   * other (so that others may be moved across), false that the order has to stay.
   */
  reduce(operation: Operation, _appLabel: string): boolean | readonly Operation[] {
    if (this.elidable) return [operation];
    if (operation.elidable) return [this];
    return false;
  }

  formattedDescription(): string {
    return `${this.category} ${this.describe()}`;
  }
}
