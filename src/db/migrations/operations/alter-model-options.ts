import type { StateOptions } from '../state/model-options.ts';
import type { ProjectState } from '../state/project-state.ts';
import { ModelOptionOperation } from './model-option-operation.ts';
import type { DeconstructedOperation } from './operation.ts';

/** The options that change nothing in the database, and that this operation sets or clears. */
export const ALTERABLE_OPTIONS = [
  'baseManagerName',
  'defaultManagerName',
  'defaultRelatedName',
  'getLatestBy',
  'managed',
  'ordering',
  'permissions',
  'defaultPermissions',
  'selectOnSave',
  'verboseName',
  'verboseNamePlural',
] as const satisfies readonly (keyof StateOptions)[];

/** Change options of a model that only code reads; those not given go back to their defaults. */
export class AlterModelOptions extends ModelOptionOperation {
  readonly options: StateOptions;

  constructor(options: { name: string; options: StateOptions }) {
    super(options.name);
    this.options = options.options;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'AlterModelOptions', options: { name: this.name, options: this.options } };
  }

  override describe(): string {
    return `Change Meta options on ${this.name}`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.nameLower}_options`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.alterModelOptions(appLabel, this.name, this.options, ALTERABLE_OPTIONS);
  }

  override async databaseForwards(): Promise<void> {}

  override async databaseBackwards(): Promise<void> {}
}
