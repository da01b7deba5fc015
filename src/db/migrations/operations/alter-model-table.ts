import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import { automaticJoinTable } from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { ModelOptionOperation } from './model-option-operation.ts';
import type { DeconstructedOperation } from './operation.ts';

/** Give a model's table another name; `table: null` goes back to the automatic one. */
export class AlterModelTable extends ModelOptionOperation {
  readonly table: string | null;

  constructor(options: { name: string; table: string | null }) {
    super(options.name);
    this.table = options.table;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'AlterModelTable', options: { name: this.name, table: this.table } };
  }

  override describe(): string {
    return `Rename table for ${this.name} to ${this.table ?? '(default)'}`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.nameLower}_table`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    const options = this.table === null ? {} : { dbTable: this.table };
    state.alterModelOptions(appLabel, this.name, options, ['dbTable']);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const after = this.model(appLabel, to);
    if (!canMigrate(editor, after)) return;
    const before = this.model(appLabel, from);
    await editor.alterDbTable(after, before._meta.dbTable, after._meta.dbTable);
    for (const [index, field] of after._meta.localManyToMany.entries()) {
      if (automaticJoinTable(field) === undefined) continue;
      await editor.alterManyToMany(after, before._meta.localManyToMany[index]!, field);
    }
  }

  override databaseBackwards(appLabel: string, editor: SchemaEditor, from: ProjectState, to: ProjectState) {
    return this.databaseForwards(appLabel, editor, from, to);
  }
}
