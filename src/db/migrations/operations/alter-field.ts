import { camelToSnake } from '../../../utils/case.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { Field } from '../../models/fields/field.ts';
import type { ProjectState } from '../state/project-state.ts';
import type { AddFieldOptions } from './add-field.ts';
import { FieldOperation } from './field-operation.ts';
import { checkKeyMove } from './moving-key.ts';
import type { DeconstructedOperation, Operation } from './operation.ts';
import { RemoveField } from './remove-field.ts';
import { RenameField } from './rename-field.ts';

/** Change a field's type or options, and its column with it; the data stays. Keys that point at a unique one follow its type. */
export class AlterField extends FieldOperation {
  declare readonly field: Field;
  readonly preserveDefault: boolean;

  constructor(options: AddFieldOptions) {
    super(options.modelName, options.name, options.field);
    this.preserveDefault = options.preserveDefault ?? true;
  }

  override deconstruct(): DeconstructedOperation {
    const { modelName, name, field, preserveDefault } = this;
    return {
      name: 'AlterField',
      options: { modelName, name, field, ...(!preserveDefault && { preserveDefault }) },
    };
  }

  override describe(): string {
    return `Alter field ${this.name} on ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.modelNameLower}_${camelToSnake(this.name)}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.alterField(appLabel, this.modelName, this.name, this.field, this.preserveDefault);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, to);
    if (models === undefined) return;
    checkKeyMove(from, to, [appLabel, this.modelName, this.name]);
    const filling = this.preserveDefault ? undefined : { filling: this.field.getDefault() };
    await this.alter(editor, to, models, [this.name, this.name], filling);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, to);
    if (models === undefined) return;
    checkKeyMove(from, to, [appLabel, this.modelName, this.name]);
    await this.alter(editor, to, models, [this.name, this.name]);
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (operation instanceof FieldOperation && this.isSameField(operation)) {
      if (operation instanceof AlterField || operation instanceof RemoveField) return [operation];
      const { dbColumn } = this.field.deconstruct().options;
      if (operation instanceof RenameField && dbColumn === undefined) {
        const { modelName, field, preserveDefault } = this;
        return [operation, new AlterField({ modelName, name: operation.newName, field, preserveDefault })];
      }
    }
    return super.reduce(operation, appLabel);
  }
}
