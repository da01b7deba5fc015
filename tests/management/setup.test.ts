import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jango-setup-'));
  vi.resetModules();
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Settings of a project of these apps. */
function project(apps: string[], more = ''): void {
  write(
    'mysite/settings.ts',
    `export default { SECRET_KEY: 'x', BASE_DIR: ${JSON.stringify(folder)}, INSTALLED_APPS: ${JSON.stringify(apps)} };\n${more}`,
  );
}

/** Set the project up in a fresh copy of the framework. */
async function setUp(settings = 'mysite/settings.ts') {
  const { setup } = await import('../../src/setup.ts');
  await setup({ settings, baseDir: folder });
  return import('../../src/apps/registry.ts').then(({ apps }) => apps);
}

describe('the settings file', () => {
  test('is one default export, single names in capitals, or both', async () => {
    project([], "export const TIME_ZONE = 'Asia/Seoul';\nexport const helper = 1;");
    await setUp();
    const { settings } = await import('../../src/conf/configure.ts');
    expect(settings.TIME_ZONE).toBe('Asia/Seoul');
    expect('helper' in settings).toBe(false);
  });

  test("may be named in Django's dotted way", async () => {
    project([]);
    expect((await setUp('mysite.settings')).ready).toBe(true);
  });

  test('that is not there is told with the nearest one', async () => {
    project([]);
    await expect(setUp('mysit/settings.ts')).rejects.toThrow(
      `The settings file mysit/settings.ts does not exist in ${folder}. Did you mean mysite/settings.ts?`,
    );
  });

  test('that is not named is told how to name', async () => {
    await expect(setUp('')).rejects.toThrow(
      /^No settings file is named\. Run the command through manage\.js/,
    );
  });

  test('that throws is told with its file and line', async () => {
    write('mysite/settings.ts', "export const A = 1;\nthrow new Error('broken on purpose');\n");
    await expect(setUp()).rejects.toThrow(
      /mysite\/settings\.ts could not be loaded: Error: broken on purpose \(.*settings\.ts, line \d+\)/,
    );
  });

  test('that lacks SECRET_KEY is told', async () => {
    write('mysite/settings.ts', 'export default { BASE_DIR: "/x" };');
    await expect(setUp()).rejects.toThrow('The SECRET_KEY setting is missing from mysite/settings.ts.');
  });
});

describe('installed apps', () => {
  test('are folders of the project, with or without an AppConfig', async () => {
    project(['articles', 'shop/orders']);
    write('articles/views.ts', '');
    write('shop/orders/models.ts', '');
    const apps = await setUp();
    expect(apps.getAppConfigs().map(({ name, label, verboseName }) => [name, label, verboseName])).toEqual([
      ['articles', 'articles', 'Articles'],
      ['shop/orders', 'orders', 'Orders'],
    ]);
    expect(apps.getAppConfig('orders').path).toBe(path.join(folder, 'shop/orders'));
  });

  test('are installed packages', async () => {
    project(['jango-shop']);
    write(
      'node_modules/jango-shop/package.json',
      '{ "name": "jango-shop", "type": "module", "exports": "./dist/index.js" }',
    );
    write('node_modules/jango-shop/dist/index.js', '');
    const apps = await setUp();
    expect(apps.getAppConfig('jango_shop').path).toBe(path.join(folder, 'node_modules/jango-shop/dist'));
  });

  test('that lead nowhere are told with the folder that was looked for and the nearest app', async () => {
    project(['artcles']);
    write('articles/models.ts', '');
    await expect(setUp()).rejects.toThrow(
      `INSTALLED_APPS has 'artcles', but there is no such app: the folder ${folder}/artcles does not exist and no package of that name is installed. Did you mean 'articles'? Otherwise take the entry out, or make it with \`node manage.js startapp artcles\`.`,
    );
  });

  test.each([
    ['django.contrib.admin', "Write it as 'jango/contrib/admin'."],
    [
      'articles.apps.ArticlesConfig',
      "Write 'articles': the AppConfig of its apps.ts is found without being named.",
    ],
    ['jango/contrib/atuh', "Did you mean 'jango/contrib/auth'?"],
  ])('%s: %s', async (entry, hint) => {
    project([entry]);
    await expect(setUp()).rejects.toThrow(hint);
  });

  test('that exist and are not installed are pointed out', async () => {
    project([]);
    write('articles/models.ts', '');
    const apps = await setUp();
    expect(() => apps.getAppConfig('articles')).toThrow(
      "No installed app with label 'articles'. Its folder is there: add 'articles' to INSTALLED_APPS.",
    );
  });

  test('with a syntax error in models.ts are told with the file and the line', async () => {
    project(['articles']);
    write('articles/models.ts', 'export const a = 1;\nexport class {\n');
    await expect(setUp()).rejects.toThrow(/articles\/models\.ts could not be loaded: /);
  });
});
