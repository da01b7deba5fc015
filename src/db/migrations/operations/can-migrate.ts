import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import { allowMigrateModel } from '../../router.ts';

/** Whether this connection holds the model's table: managed, no proxy, not swapped out, and no router objects. */
export function canMigrate(editor: SchemaEditor, model: SchemaModel): boolean {
  const { managed, proxy, swapped, requiredDbVendor } = model._meta;
  if (!managed || proxy || swapped) return false;
  if (requiredDbVendor != null && requiredDbVendor !== editor.connection.vendor) return false;
  return allowMigrateModel(editor.connection.alias, model);
}
