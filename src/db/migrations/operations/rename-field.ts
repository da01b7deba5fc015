import { camelToSnake } from '../../../utils/case.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';
import { FieldOperation } from './field-operation.ts';
import type { DeconstructedOperation, Operation } from './operation.ts';

/** Rename a field and its column; the data stays. */
export class RenameField extends FieldOperation {
  readonly newName: string;

  constructor(options: { modelName: string; oldName: string; newName: string }) {
    super(options.modelName, options.oldName);
    this.newName = options.newName;
  }

  get oldName(): string {
    return this.name;
  }

  override deconstruct(): DeconstructedOperation {
    const { modelName, oldName, newName } = this;
    return { name: 'RenameField', options: { modelName, oldName, newName } };
  }

  override describe(): string {
    return `Rename field ${this.oldName} on ${this.modelName} to ${this.newName}`;
  }

  override get migrationNameFragment(): string {
    const [oldName, newName] = [camelToSnake(this.oldName), camelToSnake(this.newName)];
    return `rename_${oldName}_${this.modelNameLower}_${newName}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.renameField(appLabel, this.modelName, this.oldName, this.newName);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, to);
    if (models === undefined) return;
    await this.alter(editor, to, models, [this.oldName, this.newName]);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, to);
    if (models === undefined) return;
    await this.alter(editor, to, models, [this.newName, this.oldName]);
  }

  override referencesField(modelName: string, name: string, appLabel: string): boolean {
    if (super.referencesField(modelName, name, appLabel)) return true;
    return modelName.toLowerCase() === this.modelNameLower && name === this.newName;
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (
      operation instanceof RenameField &&
      this.isSameModel(operation) &&
      this.newName === operation.oldName
    ) {
      return [
        new RenameField({ modelName: this.modelName, oldName: this.oldName, newName: operation.newName }),
      ];
    }
    return super.reduce(operation, appLabel);
  }

  /** The new name must stay free of other operations, as the old one. */
  protected override canReduceThrough(operation: Operation, appLabel: string): boolean {
    return ![this.oldName, this.newName].some((name) =>
      operation.referencesField(this.modelName, name, appLabel),
    );
  }
}
