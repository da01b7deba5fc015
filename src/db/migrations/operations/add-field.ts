import { camelToSnake } from '../../../utils/case.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import type { Field } from '../../models/fields/field.ts';
import type { ProjectState } from '../state/project-state.ts';
import { AlterField } from './alter-field.ts';
import { boundField, FieldOperation } from './field-operation.ts';
import { checkKeyMove } from './moving-key.ts';
import { CATEGORY, type DeconstructedOperation, type Operation } from './operation.ts';
import { RemoveField } from './remove-field.ts';
import { RenameField } from './rename-field.ts';

export interface AddFieldOptions {
  modelName: string;
  name: string;
  field: Field;
  /** False when the field's default is only for the rows that are there now. */
  preserveDefault?: boolean;
}

/** Add a field to a model and a column to its table. */
export class AddField extends FieldOperation {
  override readonly category = CATEGORY.ADDITION;
  declare readonly field: Field;
  readonly preserveDefault: boolean;

  constructor(options: AddFieldOptions) {
    super(options.modelName, options.name, options.field);
    this.preserveDefault = options.preserveDefault ?? true;
  }

  override deconstruct(): DeconstructedOperation {
    const { modelName, name, field, preserveDefault } = this;
    return {
      name: 'AddField',
      options: { modelName, name, field, ...(!preserveDefault && { preserveDefault }) },
    };
  }

  override describe(): string {
    return `Add field ${this.name} to ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `${this.modelNameLower}_${camelToSnake(this.name)}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.addField(appLabel, this.modelName, this.name, this.field, this.preserveDefault);
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
    const field = boundField(models.to, this.name);
    await editor.addField(
      models.from,
      field,
      this.preserveDefault ? undefined : { filling: this.field.getDefault() },
    );
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, from);
    if (models === undefined) return;
    checkKeyMove(from, to, [appLabel, this.modelName, this.name]);
    const model: SchemaModel = models.from;
    await editor.removeField(model, boundField(model, this.name));
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (operation instanceof FieldOperation && this.isSameField(operation)) {
      const { modelName } = this;
      if (operation instanceof AlterField) {
        const { name, field, preserveDefault } = operation;
        return [new AddField({ modelName, name, field, preserveDefault })];
      }
      if (operation instanceof RemoveField) return [];
      if (operation instanceof RenameField) {
        return [new AddField({ modelName, name: operation.newName, field: this.field })];
      }
    }
    return super.reduce(operation, appLabel);
  }
}
