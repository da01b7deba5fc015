import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate, isTableless } from './can-migrate.ts';
import { makeTable } from './make-table.ts';
import { ModelOperation } from './model-operation.ts';
import { CATEGORY, type DeconstructedOperation } from './operation.ts';

/** Drop a model and its table; going back makes the table again, empty. */
export class DeleteModel extends ModelOperation {
  override readonly category = CATEGORY.REMOVAL;

  constructor(options: { name: string }) {
    super(options.name);
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'DeleteModel', options: { name: this.name } };
  }

  override describe(): string {
    return `Delete model ${this.name}`;
  }

  override get migrationNameFragment(): string {
    return `delete_${this.nameLower}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.removeModel(appLabel, this.name);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    _to: ProjectState,
  ) {
    if (isTableless(from, appLabel, this.name)) return;
    const model = this.model(appLabel, from);
    if (canMigrate(editor, model)) await editor.deleteModel(model);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    await makeTable(editor, to, [appLabel, this.name]);
  }

  /** A deleted model might have been pointed at by anything. */
  override referencesModel(_name: string, _appLabel: string): boolean {
    return true;
  }
}
