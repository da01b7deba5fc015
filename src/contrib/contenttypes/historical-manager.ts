import type { SchemaEditor } from '../../db/backends/base/schema-editor.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { Manager } from '../../db/models/types/manager.ts';

/** The rows of a model as a migration sees it, in the database that is being migrated. */
export function historicalManager(model: ModelClass, editor: SchemaEditor): Manager<AnyModel> {
  const manager = model._meta.baseManager as unknown as Manager<AnyModel>;
  return manager.dbManager(editor.connection.alias);
}
