import { connection, type models, registerModel } from 'jango/db';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { emptyDatabase, POSTGRES } from '../../support/database.ts';

/** An empty database with these extensions and the tables of these models, which become those of an app `shop`. */
export async function makeTables(
  all: readonly models.ModelClass[],
  extensions: readonly string[] = [],
): Promise<void> {
  configure({ SECRET_KEY: 'test', BASE_DIR: '/tmp', TIME_ZONE: 'UTC', DATABASES: { default: POSTGRES } });
  const apps = new Apps();
  const config = new AppConfig();
  config.name = config.label = 'shop';
  apps.addAppConfig(config);
  for (const model of all) registerModel(model, 'shop', apps);
  await emptyDatabase();
  for (const name of extensions) await connection.execute(`CREATE EXTENSION "${name}"`);
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of all) await editor.createModel(model as never);
  });
}

/** The SQL of the statements that `body` sends. */
export { captureQueries } from 'jango/db';
