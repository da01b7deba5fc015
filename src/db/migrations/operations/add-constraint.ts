import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaConstraint } from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { AlterConstraint } from './alter-constraint.ts';
import { IndexOperation } from './index-operation.ts';
import { CATEGORY, type DeconstructedOperation, type Operation } from './operation.ts';
import { RemoveConstraint } from './remove-constraint.ts';

/** Add a unique or check constraint to a table. */
export class AddConstraint extends IndexOperation {
  override readonly category = CATEGORY.ADDITION;
  readonly constraint: SchemaConstraint;

  /** Whether it keeps others out of the table while rows are read, which lint warns of. */
  readonly locks: boolean = true;

  constructor(options: { modelName: string; constraint: SchemaConstraint }) {
    super(options.modelName);
    this.constraint = options.constraint;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'AddConstraint', options: { modelName: this.modelName, constraint: this.constraint } };
  }

  override describe(): string {
    return `Create constraint ${this.constraint.name} on model ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `${this.modelNameLower}_${this.constraint.name.toLowerCase()}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.addNamed(appLabel, this.modelName, 'constraints', this.constraint);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await editor.addConstraint(model, this.constraint);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    _to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, from);
    if (model !== undefined) await editor.removeConstraint(model, this.constraint);
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (
      (operation instanceof RemoveConstraint || operation instanceof AlterConstraint) &&
      this.isSameModel(operation) &&
      this.constraint.name === operation.name
    ) {
      if (operation instanceof RemoveConstraint) return [];
      return [new AddConstraint({ modelName: this.modelName, constraint: operation.constraint })];
    }
    return super.reduce(operation, appLabel);
  }
}
