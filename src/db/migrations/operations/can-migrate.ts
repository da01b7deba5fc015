import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import { allowMigrateModel } from '../../router.ts';
import type { ProjectState } from '../state/project-state.ts';

/** Whether this connection holds the model's table: managed, no proxy, not swapped out, of a database that can do what the model needs, and no router objects. */
export function canMigrate(editor: SchemaEditor, model: SchemaModel): boolean {
  const { managed, proxy, swapped, requiredDbVendor, requiredDbFeatures = [] } = model._meta;
  if (!managed || proxy || swapped) return false;
  if (requiredDbVendor != null && requiredDbVendor !== editor.connection.vendor) return false;
  const features = editor.connection.features as unknown as Readonly<Record<string, unknown>>;
  if (!requiredDbFeatures.every((name) => features[name])) return false;
  return allowMigrateModel(editor.connection.alias, model);
}

/** Whether a model of a state is one without a table of its own to be made: such a model need not be whole. */
export function isTableless(state: ProjectState, appLabel: string, name: string): boolean {
  const { proxy, managed } = state.getModel(appLabel, name).options;
  return proxy === true || managed === false;
}
