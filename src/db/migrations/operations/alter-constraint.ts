import type { SchemaConstraint } from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { IndexOperation } from './index-operation.ts';
import type { DeconstructedOperation, Operation } from './operation.ts';
import { RemoveConstraint } from './remove-constraint.ts';

/** Change a constraint in ways that the database doesn't see, such as its error message. */
export class AlterConstraint extends IndexOperation {
  readonly name: string;
  readonly constraint: SchemaConstraint;

  constructor(options: { modelName: string; name: string; constraint: SchemaConstraint }) {
    super(options.modelName);
    this.name = options.name;
    this.constraint = options.constraint;
  }

  override deconstruct(): DeconstructedOperation {
    const { modelName, name, constraint } = this;
    return { name: 'AlterConstraint', options: { modelName, name, constraint } };
  }

  override describe(): string {
    return `Alter constraint ${this.name} on ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.modelNameLower}_${this.constraint.name.toLowerCase()}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.replaceNamed(appLabel, this.modelName, 'constraints', this.name, this.constraint);
  }

  override async databaseForwards(): Promise<void> {}

  override async databaseBackwards(): Promise<void> {}

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (
      (operation instanceof AlterConstraint || operation instanceof RemoveConstraint) &&
      this.isSameModel(operation) &&
      this.name === operation.name
    ) {
      return [operation];
    }
    return super.reduce(operation, appLabel);
  }
}
