import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate, isTableless } from './can-migrate.ts';

/** Make the table of a model as it is in a state; rendered models know no `indexTogether`, so its indexes are made after it. */
export async function makeTable(
  editor: SchemaEditor,
  state: ProjectState,
  [appLabel, name]: readonly [appLabel: string, name: string],
): Promise<void> {
  if (isTableless(state, appLabel, name)) return;
  const model = state.apps.getTable(appLabel, name);
  if (!canMigrate(editor, model)) return;
  await editor.createModel(model);
  const { indexTogether } = state.getModel(appLabel, name).options;
  if (indexTogether !== undefined) await editor.alterTogether(model, 'indexTogether', [], indexTogether);
}
