/**
 * Run examples of the documentation in a project made of their page: `tsx run-example.ts <folder> <file>...` prints what each
 * one logged, as JSON. Every folder with a `models.ts` is an app; each example has a database of its own, in memory.
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

const [folder, ...files] = process.argv.slice(2) as [string, ...string[]];
const ownApps = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'models.ts')));

configure({
  BASE_DIR: folder,
  SECRET_KEY: 'only-for-the-examples',
  MEDIA_URL: '/media/',
  INSTALLED_APPS: [...ownApps, 'jango/contrib/auth', 'jango/contrib/contenttypes'],
  ROOT_URLCONF: existsSync(path.join(folder, 'mysite/urls.ts')) ? 'mysite/urls.ts' : '',
  TEMPLATES: [{ BACKEND: 'jango/template', DIRS: [path.join(folder, 'templates')], APP_DIRS: true }],
  LOCALE_PATHS: [path.join(folder, 'locale')],
  DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
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
  if (/\bobjects\b|\.save\(/.test(readFileSync(file, 'utf8'))) await makeTables();
  await import(pathToFileURL(file).href);
  outputs.push(output);
}
log(JSON.stringify(outputs));

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
