/**
 * Run examples of the documentation in a project made of their page: `tsx run-example.ts <folder> <file>...` prints what each
 * one logged, as JSON. Every folder with a `models.ts` is an app; each example has a database of its own, in memory, or an empty one of
 * PostgreSQL when EXAMPLES_ENGINE says so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { setup } from 'jango';
import { apps } from 'jango/apps';
import { configure, settings } from 'jango/conf';
import { connections, type models } from 'jango/db';
import { loadUrlconf } from 'jango/urls';
import { emptyDatabase, POSTGRES } from '../support/database.ts';

const onPostgres = process.env['EXAMPLES_ENGINE'] === 'postgresql';
const [folder, ...files] = process.argv.slice(2) as [string, ...string[]];
const ownApps = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'models.ts')));

configure({
  BASE_DIR: folder,
  SECRET_KEY: 'only-for-the-examples',
  MEDIA_URL: '/media/',
  INSTALLED_APPS: [
    ...ownApps,
    'jango/contrib/auth',
    'jango/contrib/contenttypes',
    ...(onPostgres ? ['jango/contrib/postgres'] : []),
  ],
  ROOT_URLCONF: existsSync(path.join(folder, 'mysite/urls.ts')) ? 'mysite/urls.ts' : '',
  TEMPLATES: [{ BACKEND: 'jango/template', DIRS: [path.join(folder, 'templates')], APP_DIRS: true }],
  LOCALE_PATHS: [path.join(folder, 'locale')],
  DATABASES: { default: onPostgres ? POSTGRES : { ENGINE: 'sqlite3', NAME: ':memory:' } },
});
await setup();
if (settings.ROOT_URLCONF !== '') await loadUrlconf();

const outputs: string[] = [];
const log = console.log;
for (const file of files) {
  let output = '';
  console.log = (...values: unknown[]) => {
    output += `${format(...values)}\n`;
  };
  await connections.closeAll();
  if (onPostgres) await emptyPostgres();
  if (/\bobjects\b|\.save\(/.test(readFileSync(file, 'utf8'))) await makeTables();
  await import(pathToFileURL(file).href);
  outputs.push(output);
}
await connections.closeAll();
log(JSON.stringify(outputs));

/** What a migration with `HStoreExtension()` and the like would have done is done. */
async function emptyPostgres(): Promise<void> {
  await emptyDatabase();
  for (const name of ['hstore', 'pg_trgm', 'unaccent', 'btree_gist'])
    await connections.get().execute(`CREATE EXTENSION "${name}"`);
}

/** The tables of all models, without migrations. */
async function makeTables(): Promise<void> {
  const editor = await connections.get().schemaEditor();
  await editor.run(async () => {
    for (const model of apps.getModels() as unknown as models.ModelClass[]) {
      const { proxy, managed } = model._meta;
      if (managed && !proxy) await editor.createModel(model as never);
    }
  });
}
