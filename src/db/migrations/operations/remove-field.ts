import { camelToSnake } from '../../../utils/case.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type {
  SchemaConstraint,
  SchemaField,
  SchemaIndex,
  SchemaModel,
} from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { DeleteModel } from './delete-model.ts';
import { boundField, FieldOperation } from './field-operation.ts';
import { checkKeyMove } from './moving-key.ts';
import { CATEGORY, type DeconstructedOperation, type Operation } from './operation.ts';

/** Take a field from a model and its column from the table; going back brings the column, not what was in it. */
export class RemoveField extends FieldOperation {
  override readonly category = CATEGORY.REMOVAL;

  constructor(options: { modelName: string; name: string }) {
    super(options.modelName, options.name);
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'RemoveField', options: { modelName: this.modelName, name: this.name } };
  }

  override describe(): string {
    return `Remove field ${this.name} from ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `remove_${this.modelNameLower}_${camelToSnake(this.name)}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.removeField(appLabel, this.modelName, this.name);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, from);
    if (models === undefined) return;
    checkKeyMove(from, to, [appLabel, this.modelName, this.name]);
    await editor.removeField(models.from, boundField(models.from, this.name));
  }

  /** The column comes back, and with it the indexes and constraints that it was part of. */
  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const models = this.models(appLabel, editor, from, to);
    if (models === undefined) return;
    const field = boundField(models.to, this.name);
    const key = field.primaryKey ? await standInKey(models.from, editor) : undefined;
    if (key === undefined) await editor.addField(models.from, field);
    else await editor.alterField(models.from, key, field);
    const [before, after] = [from, to].map((state) => state.getModel(appLabel, this.modelName).options);
    const missing = <T extends { readonly name: string }>(
      list: readonly T[] = [],
      others: readonly T[] = [],
    ) => list.filter((one) => !others.some((other) => other.name === one.name));
    for (const index of missing(after!.indexes, before!.indexes)) {
      await editor.addIndex(models.to, index as SchemaIndex);
    }
    for (const constraint of missing(after!.constraints, before!.constraints)) {
      await editor.addConstraint(models.to, constraint as SchemaConstraint);
    }
    for (const option of ['uniqueTogether', 'indexTogether'] as const) {
      await editor.alterTogether(models.to, option, before![option] ?? [], after![option] ?? []);
    }
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (operation instanceof DeleteModel && operation.nameLower === this.modelNameLower) return [operation];
    return super.reduce(operation, appLabel);
  }
}

/** The key that a table got when it was made again without its own. */
async function standInKey(model: SchemaModel, editor: SchemaEditor): Promise<SchemaField | undefined> {
  const { pk, dbTable } = model._meta;
  if (!pk.autoCreated || editor.collecting) return undefined;
  const columns = await editor.connection.introspection.columns(dbTable);
  return columns.some(({ name }) => name === pk.column) ? pk : undefined;
}
