import { apps } from '../../apps/registry.ts';
import type { DatabaseWrapper } from '../../db/backends/base/database-wrapper.ts';
import { canMigrate } from '../../db/migrations/operations/can-migrate.ts';
import type { ModelClass } from '../../db/models/model.ts';
import type { Output } from '../output.ts';
import type { Style } from '../style.ts';

/** Make the tables of apps without migrations, those that are not there yet. */
export async function syncApps(
  connection: DatabaseWrapper,
  labels: readonly string[],
  verbosity: number,
  stdout: Output,
  style: Style,
): Promise<void> {
  if (verbosity >= 1) stdout.write(style.heading('Synchronizing apps without migrations:'));
  const existing = new Set(await connection.introspection.tableNames());
  const editor = await connection.schemaEditor();
  if (verbosity >= 1) stdout.write('  Creating tables...');
  await editor.run(async () => {
    for (const label of labels) {
      const models = [...apps.getAppConfig(label).models.values()] as unknown as ModelClass[];
      for (const model of models.filter((one) => one._meta.autoCreated === undefined)) {
        if (existing.has(model._meta.dbTable) || !canMigrate(editor, model)) continue;
        if (verbosity >= 1) stdout.write(`    Creating table ${model._meta.dbTable}`);
        await editor.createModel(model);
      }
    }
    if (verbosity >= 1) stdout.write('    Running deferred SQL...');
  });
}
