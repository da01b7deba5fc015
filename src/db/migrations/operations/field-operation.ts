import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaField, SchemaModel } from '../../backends/base/schema-model.ts';
import type { Field } from '../../models/fields/field.ts';
import { fieldReferences } from '../state/field-references.ts';
import { modelKey } from '../state/model-key.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { Operation } from './operation.ts';

/** An operation on one field of a model. */
export abstract class FieldOperation extends Operation {
  readonly modelName: string;
  readonly name: string;
  readonly field: Field | undefined;

  constructor(modelName: string, name: string, field?: Field) {
    super();
    this.modelName = modelName;
    this.name = name;
    this.field = field;
  }

  get modelNameLower(): string {
    return this.modelName.toLowerCase();
  }

  isSameModel(operation: FieldOperation): boolean {
    return this.modelNameLower === operation.modelNameLower;
  }

  isSameField(operation: FieldOperation): boolean {
    return this.isSameModel(operation) && this.name === operation.name;
  }

  override referencesModel(name: string, appLabel: string): boolean {
    if (name.toLowerCase() === this.modelNameLower) return true;
    return this.field !== undefined && this.#points(appLabel, modelKey(appLabel, name)) !== undefined;
  }

  override referencesField(modelName: string, name: string, appLabel: string): boolean {
    const sameModel = modelName.toLowerCase() === this.modelNameLower;
    if (sameModel && (name === this.name || this.#uses(appLabel, name))) return true;
    if (this.field === undefined) return false;
    return this.#points(appLabel, modelKey(appLabel, modelName), name) !== undefined;
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    const reduced = super.reduce(operation, appLabel);
    return reduced !== false ? reduced : this.canReduceThrough(operation, appLabel);
  }

  protected canReduceThrough(operation: Operation, appLabel: string): boolean {
    return !operation.referencesField(this.modelName, this.name, appLabel);
  }

  /** The model's class in each state, when this connection has its table. */
  protected models(appLabel: string, editor: SchemaEditor, from: ProjectState, to: ProjectState) {
    const model = to.apps.getModel(appLabel, this.modelName);
    if (!canMigrate(editor, model)) return undefined;
    return { from: from.apps.getModel(appLabel, this.modelName), to: model };
  }

  #points(appLabel: string, key: `${string}.${string}`, fieldName?: string) {
    const target = fieldName === undefined ? { key } : { key, fieldName };
    return fieldReferences(modelKey(appLabel, this.modelName), this.field!, target);
  }

  /** Whether this field is made of another field of its model, as a ForeignObject is of its `fromFields`. */
  #uses(_appLabel: string, name: string): boolean {
    const { fromFields } = (this.field?.deconstruct().options ?? {}) as { fromFields?: readonly string[] };
    return fromFields?.includes(name) ?? false;
  }
}

/** A bound field of a rendered model. */
export function boundField(model: SchemaModel, name: string): SchemaField {
  return model._meta.getField(name) as SchemaField;
}
