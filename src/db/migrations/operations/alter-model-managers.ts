import type { ProjectState } from '../state/project-state.ts';
import { ModelOptionOperation } from './model-option-operation.ts';
import type { DeconstructedOperation } from './operation.ts';

/** Change the managers that historical models have. */
export class AlterModelManagers extends ModelOptionOperation {
  readonly managers: Readonly<Record<string, unknown>>;

  constructor(options: { name: string; managers: Readonly<Record<string, unknown>> }) {
    super(options.name);
    this.managers = options.managers;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'AlterModelManagers', options: { name: this.name, managers: this.managers } };
  }

  override describe(): string {
    return `Change managers on ${this.name}`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.nameLower}_managers`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.alterModelManagers(appLabel, this.name, new Map(Object.entries(this.managers)));
  }

  override async databaseForwards(): Promise<void> {}

  override async databaseBackwards(): Promise<void> {}
}
