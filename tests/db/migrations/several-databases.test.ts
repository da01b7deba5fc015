import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Project } from './project.ts';

let project: Project;
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  project = new Project(['jango/contrib/contenttypes', 'jango/contrib/auth', 'articles'], {
    settings: `
  DATABASE_ROUTERS: ['site/router.ts#Router'],
`,
  });
  const settings = project.read('site/settings.ts');
  project.write(
    'site/settings.ts',
    settings.replace(
      'DATABASES: { default:',
      "DATABASES: { other: { ENGINE: 'sqlite3', NAME: 'other.sqlite3' }, default:",
    ),
  );
  project.write(
    'site/router.ts',
    `export class Router {
  allowMigrate(alias: string, appLabel: string, hints: Record<string, unknown> = {}) {
    if ('where' in hints) {
      console.log('HINTS', alias, appLabel, JSON.stringify(hints));
      return hints['where'] === alias;
    }
    return undefined;
  }
}
`,
  );
});
afterEach(() => project.remove());

/** What an output says from a word on to the end of the line. */
const lines = (output: string, word: string) => output.match(new RegExp(`\\b${word} .*`, 'g')) ?? [];

const migration = (
  operations: string,
  more = '',
) => `import { defineMigration, fields, operations } from 'jango/db/migrations';
import { connections } from 'jango/db';
export default defineMigration({ ${more}
  operations: [${operations}],
});
`;

test('a router is asked with the hints of code and of SQL, and decides in which database they run', async () => {
  project.write(
    'articles/migrations/0001_initial.ts',
    migration(`
    operations.RunCode({
      hints: { where: 'other', kind: 'code' },
      code: (_apps, editor) => console.log('RAN code at', editor.connection.alias),
      reverseCode: (_apps, editor) => console.log('UNDONE code at', editor.connection.alias),
    }),
    operations.RunSQL({ hints: { where: 'default' }, sql: 'CREATE TABLE noted (x int)', reverseSql: 'DROP TABLE noted' }),`),
  );
  const [first, second, back] = await project.allDone(
    ['migrate', 'articles'],
    ['migrate', 'articles', '--database', 'other'],
    ['migrate', 'articles', 'zero', '--database', 'other'],
  );
  expect(lines(first!, 'HINTS')).toEqual([
    'HINTS default articles {"where":"other","kind":"code"}',
    'HINTS default articles {"where":"default"}',
  ]);
  expect(lines(first!, 'RAN')).toEqual([]);
  expect(lines(second!, 'HINTS')).toEqual([
    'HINTS other articles {"where":"other","kind":"code"}',
    'HINTS other articles {"where":"default"}',
  ]);
  expect(lines(second!, 'RAN')).toEqual(['RAN code at other']);
  expect(lines(back!, 'UNDONE')).toEqual(['UNDONE code at other']);
  const found = await project.script(`
    import { connections } from 'jango/db';
    export default async (answer: (value: unknown) => void) => answer(
      await Promise.all(['default', 'other'].map((alias) => connections.get(alias).introspection.tableNames())),
    );`);
  expect((found as string[][]).map((names) => names.includes('noted'))).toEqual([true, false]);
});

test('code with an `atomic` of its own runs in a transaction, or not, whatever its migration does', async () => {
  const told = `code: (_apps, editor) => console.log('INSIDE', editor.connection.inAtomicBlock)`;
  const three = `operations.RunCode({ ${told} }), operations.RunCode({ atomic: true, ${told} }), operations.RunCode({ atomic: false, ${told} })`;
  project.write('articles/migrations/0001_initial.ts', migration(three));
  project.write(
    'articles/migrations/0002_more.ts',
    migration(three, "atomic: false, dependencies: [['articles', '0001_initial']],"),
  );
  const output = await project.done('migrate', 'articles');
  expect(lines(output, 'INSIDE')).toEqual(
    [true, true, true, false, true, false].map((inside) => `INSIDE ${inside}`),
  );
});

test('the signals of migrate tell the database; content types and permissions are made in that one', async () => {
  project.models('export class Article extends models.Model {}\n');
  project.write(
    'articles/apps.ts',
    `import { AppConfig } from 'jango/apps';
import { postMigrate, preMigrate } from 'jango/db';
export class ArticlesConfig extends AppConfig {
  name = 'articles';
  override ready() {
    for (const [moment, signal] of [['pre', preMigrate], ['post', postMigrate]] as const)
      signal.connect(({ sender, using, plan, apps }: any) => {
        console.log('SIGNAL', moment, using, plan.length, apps.getModels().some((one: any) => one._meta.label === 'articles.Article'));
      }, { sender: this, weak: false } as any);
  }
}
`,
  );
  await project.done('makemigrations', 'articles');
  const [first, again] = await project.allDone(
    ['migrate', '--database', 'other'],
    ['migrate', '--database', 'other'],
  );
  const [before, after] = lines(first!, 'SIGNAL');
  expect(before).toMatch(/^SIGNAL pre other \d\d false$/);
  expect(after).toMatch(/^SIGNAL post other \d\d true$/);
  expect(lines(again!, 'SIGNAL')).toEqual(['SIGNAL pre other 0 true', 'SIGNAL post other 0 true']);
  const found = await project.script(`
    import { connections } from 'jango/db';
    import { ContentType } from 'jango/contrib/contenttypes';
    import { Permission } from 'jango/contrib/auth';
    export default async (answer: (value: unknown) => void) => answer({
      default: await connections.get().introspection.tableNames(),
      types: await ContentType.objects.using('other').filter({ appLabel: 'articles' }).valuesList('model', { flat: true }),
      permissions: await Permission.objects.using('other').filter({ contentType__appLabel: 'articles' }).orderBy('codename').valuesList('codename', { flat: true }),
    });`);
  expect(found).toEqual({
    default: expect.not.arrayContaining(['articles_article', 'auth_permission']),
    types: ['article'],
    permissions: ['add_article', 'change_article', 'delete_article', 'view_article'],
  });
});

test('a renamed model keeps its content type, and gets permissions under its new name beside the old ones', async () => {
  project.models('export class Article extends models.Model {}\n');
  await project.allDone(['makemigrations', 'articles'], ['migrate']);
  project.models('export class Story extends models.Model {}\n');
  await project.allDone(['makemigrations', 'articles', '--rename', 'articles.Article=Story'], ['migrate']);
  const found = await project.script(`
    import { ContentType } from 'jango/contrib/contenttypes';
    import { Permission } from 'jango/contrib/auth';
    export default async (answer: (value: unknown) => void) => answer({
      types: await ContentType.objects.filter({ appLabel: 'articles' }).valuesList('model', { flat: true }),
      permissions: await Permission.objects.filter({ contentType__model: 'story' }).orderBy('codename').valuesList('codename', { flat: true }),
    });`);
  const verbs = ['add', 'change', 'delete', 'view'];
  expect(found).toEqual({
    types: ['story'],
    permissions: verbs.flatMap((verb) => [`${verb}_article`, `${verb}_story`]),
  });
});
