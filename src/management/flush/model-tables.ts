import { apps } from '../../apps/registry.ts';
import type { DatabaseWrapper } from '../../db/backends/base/database-wrapper.ts';
import type { ModelClass } from '../../db/models/model.ts';
import { allowMigrateModel } from '../../db/router.ts';

/** The tables of the project's models that a database has, join tables among them; not those that it does not manage. */
export async function modelTables(connection: DatabaseWrapper): Promise<string[]> {
  const there = new Set(await connection.introspection.tableNames());
  const models = apps.getModels({ includeAutoCreated: true }) as ModelClass[];
  const tables = models
    .filter(
      (model) => model._meta.managed && !model._meta.proxy && allowMigrateModel(connection.alias, model),
    )
    .map((model) => model._meta.dbTable);
  return [...new Set(tables)].filter((table) => there.has(table));
}
