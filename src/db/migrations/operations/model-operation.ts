import type { ProjectState } from '../state/project-state.ts';
import { Operation } from './operation.ts';

/** An operation on one model, which is named without its app. */
export abstract class ModelOperation extends Operation {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  get nameLower(): string {
    return this.name.toLowerCase();
  }

  override referencesModel(name: string, _appLabel: string): boolean {
    return name.toLowerCase() === this.nameLower;
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    const reduced = super.reduce(operation, appLabel);
    return reduced !== false ? reduced : this.canReduceThrough(operation, appLabel);
  }

  protected canReduceThrough(operation: Operation, appLabel: string): boolean {
    return !operation.referencesModel(this.name, appLabel);
  }

  /** The model of this operation as a class of that state. */
  protected model(appLabel: string, state: ProjectState) {
    return state.apps.getTable(appLabel, this.name);
  }
}
