import type { Filling, SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaField, SchemaModel } from '../../backends/base/schema-model.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Field } from '../../models/fields/field.ts';
import { isCompositeField } from '../../sql/composite.ts';
import { fieldReferences } from '../state/field-references.ts';
import { modelKey } from '../state/model-key.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { Operation } from './operation.ts';

/** Options that name other fields of the same model. */
interface MadeOfFields {
  fromFields?: readonly string[];
  fieldNames?: readonly string[];
}

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
    const model = to.apps.getTable(appLabel, this.modelName);
    if (!canMigrate(editor, model)) return undefined;
    return { from: from.apps.getTable(appLabel, this.modelName), to: model };
  }

  /** Change a column. Keys that point at a unique one may have to follow: they are found among all models. */
  protected async alter(
    editor: SchemaEditor,
    to: ProjectState,
    models: { from: SchemaModel; to: SchemaModel },
    [oldName, newName]: readonly [oldName: string, newName: string],
    filling?: Filling,
  ): Promise<void> {
    const [before, after] = [boundField(models.from, oldName), boundField(models.to, newName)];
    if (after.unique) to.apps.renderAll();
    await editor.alterField(models.from, before, after, filling);
  }

  #points(appLabel: string, key: `${string}.${string}`, fieldName?: string) {
    const target = fieldName === undefined ? { key } : { key, fieldName };
    return fieldReferences(modelKey(appLabel, this.modelName), this.field!, target);
  }

  /** Whether this field is made of another field of its model, as a ForeignObject or a composite key is. */
  #uses(_appLabel: string, name: string): boolean {
    const { fromFields = [], fieldNames = [] } = (this.field?.deconstruct().options ?? {}) as MadeOfFields;
    return fromFields.includes(name) || fieldNames.includes(name) || fieldNames.includes(`${name}Id`);
  }
}

/** A bound field of a rendered model. @throws NotSupportedError for a composite primary key, which is made with its table */
export function boundField(model: SchemaModel, name: string): SchemaField {
  const field = model._meta.getField(name) as SchemaField;
  if (!isCompositeField(field as unknown as Field)) return field;
  throw new NotSupportedError(
    `The composite primary key of ${model._meta.label} cannot be added, changed or removed in a table that is there.`,
    'Make a new model with the key that you want, copy the rows with RunCode, and delete the old one.',
  );
}
