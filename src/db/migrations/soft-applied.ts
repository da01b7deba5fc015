import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { automaticJoinTable } from '../backends/base/schema-model.ts';
import type { Migration } from './migration.ts';
import { AddField } from './operations/add-field.ts';
import { CreateModel } from './operations/create-model.ts';
import type { ProjectState } from './state/project-state.ts';

/** Whether every table and column that an initial migration makes is there already. */
export async function isSoftApplied(
  connection: DatabaseWrapper,
  migration: Migration,
  before: ProjectState,
): Promise<boolean> {
  const after = before.clone();
  migration.mutateState(after);
  const tables = new Set((await connection.introspection.tableNames()).map((name) => name.toLowerCase()));
  let found = false;
  for (const operation of migration.operations) {
    if (operation instanceof CreateModel) {
      const { _meta: meta } = after.apps.getModel(migration.appLabel, operation.name);
      if (!meta.canMigrate) continue;
      if (!tables.has(meta.dbTable.toLowerCase())) return false;
      found = true;
    } else if (operation instanceof AddField) {
      const { _meta: meta } = after.apps.getModel(migration.appLabel, operation.modelName);
      if (!meta.canMigrate) continue;
      const field = meta.getField(operation.name) as Parameters<typeof automaticJoinTable>[0];
      const joinTable = automaticJoinTable(field);
      if (joinTable !== undefined) {
        if (!tables.has(joinTable._meta.dbTable.toLowerCase())) return false;
      } else if (field.concrete) {
        const columns = await connection.introspection.columns(meta.dbTable);
        if (!columns.some(({ name }) => name === field.column)) return false;
      }
      found = true;
    }
  }
  return found;
}
