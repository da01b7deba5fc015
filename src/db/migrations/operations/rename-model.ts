import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import {
  automaticJoinTable,
  type SchemaManyToMany,
  type SchemaModel,
} from '../../backends/base/schema-model.ts';
import { referencesTo } from '../state/field-references.ts';
import { modelKey } from '../state/model-key.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { boundField } from './field-operation.ts';
import { ModelOperation } from './model-operation.ts';
import type { DeconstructedOperation, Operation } from './operation.ts';

/** Rename a model, its table, and the join tables and columns that are named for it; the data stays. */
export class RenameModel extends ModelOperation {
  readonly newName: string;

  constructor(options: { oldName: string; newName: string }) {
    super(options.oldName);
    this.newName = options.newName;
  }

  get oldName(): string {
    return this.name;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'RenameModel', options: { oldName: this.oldName, newName: this.newName } };
  }

  override describe(): string {
    return `Rename model ${this.oldName} to ${this.newName}`;
  }

  override get migrationNameFragment(): string {
    return `rename_${this.nameLower}_${this.newName.toLowerCase()}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.renameModel(appLabel, this.oldName, this.newName);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    await renameTables(
      appLabel,
      editor,
      { state: from, name: this.oldName },
      { state: to, name: this.newName },
    );
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    await renameTables(
      appLabel,
      editor,
      { state: from, name: this.newName },
      { state: to, name: this.oldName },
    );
  }

  override referencesModel(name: string, _appLabel: string): boolean {
    return [this.nameLower, this.newName.toLowerCase()].includes(name.toLowerCase());
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (operation instanceof RenameModel && this.newName.toLowerCase() === operation.nameLower) {
      return [new RenameModel({ oldName: this.oldName, newName: operation.newName })];
    }
    return super.reduce(operation, appLabel);
  }

  protected override canReduceThrough(operation: Operation, appLabel: string): boolean {
    return !operation.referencesModel(this.newName, appLabel);
  }
}

interface NamedInState {
  state: ProjectState;
  name: string;
}

async function renameTables(appLabel: string, editor: SchemaEditor, from: NamedInState, to: NamedInState) {
  const after: SchemaModel = to.state.apps.getModel(appLabel, to.name);
  if (!canMigrate(editor, after)) return;
  const before: SchemaModel = from.state.apps.getModel(appLabel, from.name);
  await editor.alterDbTable(after, before._meta.dbTable, after._meta.dbTable);
  const target = { key: modelKey(appLabel, from.name) };
  for (const { model, name, to: points } of referencesTo(from.state.models.values(), target)) {
    if (!points) continue;
    const self = model.key === target.key;
    const owner = to.state.apps.getModel(model.appLabel, self ? to.name : model.name);
    const old = boundField(from.state.apps.getModel(model.appLabel, model.name), name);
    await editor.alterField(owner, old, boundField(owner, name));
  }
  await renameJoinTables(editor, before, after);
}

/** Join tables and their columns are named for the model that declares the relation. */
async function renameJoinTables(editor: SchemaEditor, before: SchemaModel, after: SchemaModel) {
  for (const [index, field] of after._meta.localManyToMany.entries()) {
    const old = before._meta.localManyToMany[index]!;
    const toItself = (field as SchemaManyToMany).remoteField.model()._meta.label === after._meta.label;
    if (toItself || automaticJoinTable(field) === undefined) continue;
    await editor.alterManyToMany(after, old, field);
  }
}
