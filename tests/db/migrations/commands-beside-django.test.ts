import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Project } from './project.ts';

// What commands do at the edges is what Django's do: exit codes, files and answers were observed there.

vi.setConfig({ testTimeout: 120_000 });

let project: Project;

beforeEach(() => {
  project = new Project(['articles', 'shop'], {
    settings: 'MIGRATION_MODULES: { shop: null },',
  });
  project.models(article());
  project.models('export class Shop extends models.Model {}\n', 'shop');
});

afterEach(() => project.remove());

function article(more = ''): string {
  return `export class Article extends models.Model {\n  title = models.CharField({ maxLength: 10 });\n${more}}\n`;
}

test('an app that is not installed ends with 2 where several may be named, else with 1; a database that is not there with 2', async () => {
  const outcomes = await project.session(
    ['makemigrations', 'nope'],
    ['showmigrations', 'nope'],
    ['migrate', 'nope'],
    ['sqlmigrate', 'nope', '0001'],
    ['squashmigrations', 'nope', '0001'],
    ['optimizemigration', 'nope', '0001'],
    ['migrate', '--database', 'nope'],
    ['showmigrations', '--list', '--plan'],
  );
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 1, 1, 1, 1, 2, 2]);
  expect(outcomes[2]!.output).toContain("No installed app with label 'nope'.");
  expect(outcomes[6]!.output).toContain('DATABASES has: default.');
});

test('--run-syncdb with an app makes the tables of that one, which may have no migrations', async () => {
  const [, synced, refused] = await project.session(
    ['makemigrations', 'articles'],
    ['migrate', 'shop', '--run-syncdb'],
    ['migrate', 'articles', '--run-syncdb'],
  );
  expect(synced!.output).toContain('Creating table shop_shop');
  expect(
    project.rows("SELECT name FROM sqlite_master WHERE name IN ('shop_shop', 'articles_article')"),
  ).toEqual([['shop_shop']]);
  expect(refused!.code).toBe(1);
  expect(refused!.output).toContain("Can't use --run-syncdb with app 'articles' as it has migrations.");
});

test('--update takes --name, and says which file it deleted', async () => {
  await project.done('makemigrations', 'articles');
  project.models(article('  rating = models.IntegerField({ null: true });\n'));
  expect(await project.done('makemigrations', '--update', '--name', 'start')).toContain(
    'Deleted articles/migrations/0001_initial.ts',
  );
  expect(project.migrations()).toEqual(['0001_start.ts']);
});

test('--update names the migration for what it does now, and never as it was called', async () => {
  await project.done('makemigrations', 'articles');
  const rating = '  rating = models.IntegerField({ null: true });\n';
  project.models(article(rating));
  await project.done('makemigrations', '--update');
  expect(project.migrations()).toEqual(['0001_initial_updated.ts']);
  project.models(article(`${rating}  body = models.TextField({ null: true });\n`));
  await project.done('makemigrations', '--name', 'of_mine');
  project.models(
    article(
      `${rating}  body = models.TextField({ null: true });\n  day = models.DateField({ null: true });\n`,
    ),
  );
  await project.done('makemigrations', '--update');
  expect(project.migrations()).toEqual(['0001_initial_updated.ts', '0002_article_body_article_day.ts']);
  project.models(
    article(
      `${rating}  body = models.TextField({ null: true });\n  day = models.DateTimeField({ null: true });\n`,
    ),
  );
  await project.done('makemigrations', '--update');
  expect(project.migrations()).toEqual([
    '0001_initial_updated.ts',
    '0002_article_body_article_day_updated.ts',
  ]);
});

test('a dry run asks for no value of a new column', async () => {
  await project.done('makemigrations', 'articles');
  project.models(article('  rating = models.IntegerField();\n'));
  const { code, output } = await project.manage(['makemigrations', '--dry-run', '-v', '3']);
  expect(code, output).toBe(0);
  expect(output).toContain("Full migrations file '0002_article_rating.ts':");
  expect(project.migrations()).toEqual(['0001_initial.ts']);
  expect((await project.manage(['makemigrations', '--dry-run', '--noinput'])).code).toBe(3);
});

test('exit in the place of a value ends with 1, a choice to quit with 3', async () => {
  await project.done('makemigrations', 'articles');
  project.models(article('  rating = models.IntegerField();\n'));
  expect((await project.manage(['makemigrations'], '1\nexit\n')).code).toBe(1);
  expect((await project.manage(['makemigrations'], '2\n')).code).toBe(3);
});

test('an answer that is piped to squashmigrations counts', async () => {
  await project.done('makemigrations', 'articles');
  const refused = await project.manage(['squashmigrations', 'articles', '0001'], 'n\n');
  expect([refused.code, project.migrations()]).toEqual([0, ['0001_initial.ts']]);
  await project.manage(['squashmigrations', 'articles', '0001'], 'y\n');
  expect(project.migrations()).toEqual(['0001_initial.ts', '0001_squashed_0001_initial.ts']);
});

test('sqlmigrate runs no code, forwards or backwards, also inside of SeparateDatabaseAndState', async () => {
  await project.done('makemigrations', 'articles');
  await project.done('migrate');
  project.write(
    'articles/migrations/0002_code.ts',
    `import { defineMigration, operations } from 'jango/db/migrations';
const fill = async (apps) => {
  await apps.getModel('articles', 'Article').objects.create({ title: 'made' });
};
export default defineMigration({
  dependencies: [['articles', '0001_initial']],
  operations: [
    operations.RunCode({ code: fill, reverseCode: fill }),
    operations.SeparateDatabaseAndState({ databaseOperations: [operations.RunCode({ code: fill, reverseCode: fill })] }),
    operations.AlterModelOptions({ name: 'article', options: { verboseName: 'text' } }),
  ],
});
`,
  );
  const [forwards, backwards] = await project.allDone(
    ['sqlmigrate', 'articles', '0002'],
    ['sqlmigrate', 'articles', '0002', '--backwards'],
  );
  for (const output of [forwards, backwards]) {
    expect(output).toContain('-- Run fill()\n--\n-- THIS OPERATION CANNOT BE WRITTEN AS SQL');
    expect(output).toContain('-- (no-op)');
  }
  expect(project.rows('SELECT count(*) FROM articles_article')).toEqual([[0]]);
});
