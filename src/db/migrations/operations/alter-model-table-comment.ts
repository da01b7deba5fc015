import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { ModelOptionOperation } from './model-option-operation.ts';
import type { DeconstructedOperation } from './operation.ts';

/** Set the comment that the database keeps with a table, where it keeps one. */
export class AlterModelTableComment extends ModelOptionOperation {
  readonly tableComment: string | null;

  constructor(options: { name: string; tableComment: string | null }) {
    super(options.name);
    this.tableComment = options.tableComment;
  }

  override deconstruct(): DeconstructedOperation {
    return {
      name: 'AlterModelTableComment',
      options: { name: this.name, tableComment: this.tableComment },
    };
  }

  override describe(): string {
    return `Alter ${this.name} table comment`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.nameLower}_table_comment`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    const options = this.tableComment === null ? {} : { dbTableComment: this.tableComment };
    state.alterModelOptions(appLabel, this.name, options, ['dbTableComment']);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const after = this.model(appLabel, to);
    if (!canMigrate(editor, after)) return;
    const before = this.model(appLabel, from)._meta.dbTableComment;
    await editor.alterDbTableComment(after, before, after._meta.dbTableComment);
  }

  override databaseBackwards(appLabel: string, editor: SchemaEditor, from: ProjectState, to: ProjectState) {
    return this.databaseForwards(appLabel, editor, from, to);
  }
}
