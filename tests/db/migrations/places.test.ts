import { afterEach, expect, test, vi } from 'vitest';
import { Project } from './project.ts';

// Commands run in processes of their own.
vi.setConfig({ testTimeout: 180_000 });

let project: Project;
afterEach(() => project.remove());

const INITIAL = (
  name: string,
  more = '',
) => `import { defineMigration, fields, operations } from 'jango/db/migrations';
export default defineMigration({
  initial: true,${more}
  operations: [operations.CreateModel({ name: '${name}', fields: { id: fields.BigAutoField({ primaryKey: true }) } })],
});
`;

test('runBefore puts a migration in front of one of another app', async () => {
  project = new Project(['articles', 'zoo']);
  project.write('articles/migrations/0001_initial.ts', INITIAL('Article'));
  project.write(
    'zoo/migrations/0001_initial.ts',
    INITIAL('Animal', "\n  runBefore: [['articles', '0001_initial']],"),
  );
  const [, plan] = await project.allDone(['migrate'], ['showmigrations', '--plan']);
  expect(plan).toMatch(/\[X\] +zoo\.0001_initial\n\[X\] +articles\.0001_initial/);
});

test('MIGRATION_MODULES says where an app has its migrations, or that it has none', async () => {
  project = new Project(['articles', 'zoo'], {
    settings: "MIGRATION_MODULES: { articles: 'history/articles', zoo: null },",
  });
  project.models('export class Article extends models.Model {}');
  project.models('export class Animal extends models.Model {}', 'zoo');
  const [made, , shown] = await project.allDone(
    ['makemigrations'],
    ['migrate', '--run-syncdb'],
    ['showmigrations'],
  );
  expect(made).toContain('history/articles/0001_initial.ts');
  expect(project.migrations()).toEqual([]);
  expect(shown).not.toContain('zoo');
  expect(await project.done('migrate', '--drift')).not.toContain('zoo_animal');
});

test('a renamed model keeps its content type, forwards and back', async () => {
  project = new Project(['articles'], {
    settings: "INSTALLED_APPS: ['jango/contrib/contenttypes', 'articles'],",
  });
  project.models('export class Article extends models.Model {}');
  await project.allDone(['makemigrations'], ['migrate']);
  const types = () =>
    project.script(`import { ContentType } from 'jango/contrib/contenttypes';
export default async (answer: (value: unknown) => void) =>
  answer(await ContentType.objects.filter({ appLabel: 'articles' }).valuesList('id', 'model'));
`);
  const [[id]] = (await types()) as [[number, string]];
  project.models('export class Post extends models.Model {}');
  await project.allDone(['makemigrations', '--noinput', '--rename', 'articles.Article=Post'], ['migrate']);
  expect(await types()).toEqual([[id, 'post']]);
  await project.done('migrate', 'articles', '0001');
  expect(await types()).toContainEqual([id, 'article']);
});
