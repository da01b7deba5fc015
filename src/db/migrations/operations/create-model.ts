import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { Field } from '../../models/fields/field.ts';
import { ValueError } from '../errors/value-error.ts';
import { fieldReferences } from '../state/field-references.ts';
import { type BaseReference, baseKeys, modelKey } from '../state/model-key.ts';
import type { StateOptions } from '../state/model-options.ts';
import { ModelState } from '../state/model-state.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate, isTableless } from './can-migrate.ts';
import { makeTable } from './make-table.ts';
import { ModelOperation } from './model-operation.ts';
import { CATEGORY, type DeconstructedOperation, type Operation } from './operation.ts';
import { reduceCreateModel } from './reduce-create-model.ts';

export interface CreateModelOptions {
  name: string;
  /** In the order of the table's columns. */
  fields: Readonly<Record<string, Field>>;
  options?: StateOptions;
  /** Parent models as `'app.model'`, mixins as classes; none for a plain model. */
  bases?: readonly BaseReference[];
  managers?: Readonly<Record<string, unknown>>;
}

/** Create a model and its table. */
export class CreateModel extends ModelOperation {
  override readonly category = CATEGORY.ADDITION;
  readonly fields: ReadonlyMap<string, Field>;
  readonly options: StateOptions;
  readonly bases: readonly BaseReference[];
  readonly managers: Readonly<Record<string, unknown>>;

  constructor(options: CreateModelOptions) {
    super(options.name);
    if (!isPlainObject(options.fields)) {
      throw new ValueError(
        `The fields of CreateModel() are an object, not ${shownValue(options.fields)}.`,
        'Write them by name: fields: { title: fields.CharField({ maxLength: 10 }) }.',
      );
    }
    this.fields = new Map(Object.entries(options.fields));
    this.options = options.options ?? {};
    this.bases = options.bases ?? [];
    this.managers = options.managers ?? {};
    const bases = this.bases.map((base) => (typeof base === 'string' ? base.toLowerCase() : base));
    if (new Set(bases).size < bases.length) {
      throw new ValueError(
        `CreateModel ${this.name} names one of its bases twice.`,
        'Leave one of them out.',
      );
    }
  }

  /** A copy with some parts changed. */
  with(
    changes: Partial<Omit<CreateModelOptions, 'fields'>> & { fields?: ReadonlyMap<string, Field> },
  ): CreateModel {
    const fields = Object.fromEntries(changes.fields ?? this.fields);
    const { name, options, bases, managers } = this;
    return new CreateModel({ name, options, bases, managers, ...changes, fields });
  }

  override deconstruct(): DeconstructedOperation {
    return {
      name: 'CreateModel',
      options: {
        name: this.name,
        fields: Object.fromEntries(this.fields),
        ...(Object.keys(this.options).length > 0 && { options: this.options }),
        ...(this.bases.length > 0 && { bases: this.bases }),
        ...(Object.keys(this.managers).length > 0 && { managers: this.managers }),
      },
    };
  }

  override describe(): string {
    return `Create ${this.options.proxy ? 'proxy ' : ''}model ${this.name}`;
  }

  override get migrationNameFragment(): string {
    return this.nameLower;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    const { fields, options, bases, managers } = this;
    const parts = { fields, options, bases, managers: new Map(Object.entries(managers)) };
    state.addModel(new ModelState(appLabel, this.name, parts));
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    await makeTable(editor, to, [appLabel, this.name]);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    _to: ProjectState,
  ) {
    if (isTableless(from, appLabel, this.name)) return;
    const model = this.model(appLabel, from);
    if (canMigrate(editor, model)) await editor.deleteModel(model);
  }

  override referencesModel(name: string, appLabel: string): boolean {
    if (name.toLowerCase() === this.nameLower) return true;
    const key = modelKey(appLabel, name);
    if (baseKeys(this.bases, appLabel).includes(key)) return true;
    const own = modelKey(appLabel, this.name);
    return [...this.fields.values()].some((field) => fieldReferences(own, field, { key }) !== undefined);
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    return reduceCreateModel(this, operation, appLabel) ?? super.reduce(operation, appLabel);
  }
}
