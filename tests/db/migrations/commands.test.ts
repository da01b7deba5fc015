import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadSqliteDriver } from '../../../src/db/backends/sqlite3/load-driver.ts';
import { Project } from './project.ts';

// Every command is a process of its own.
vi.setConfig({ testTimeout: 120_000 });

let project: Project;

beforeEach(() => {
  project = new Project();
});

afterEach(() => project.remove());

const ARTICLE = `export class Article extends models.Model {
  title = models.CharField({ maxLength: 10 });
}
`;

/** Ask or change the project's database with whatever SQLite this Node has. */
function rows(sql: string): readonly (readonly unknown[])[] {
  const db = loadSqliteDriver().open(project.path('db.sqlite3'), { readonly: false, timeout: 5000 });
  try {
    if (/^select/i.test(sql)) return db.all(sql, []);
    db.exec(sql);
    return [];
  } finally {
    db.close();
  }
}

let template: Project | undefined;

afterAll(() => template?.remove());

/** A project with one article in its database; made once, then copied. */
async function startedProject(): Promise<void> {
  if (template === undefined) {
    template = new Project();
    template.models(ARTICLE);
    await template.done('makemigrations');
    await template.done('migrate');
  }
  project.copyFrom(template, ['articles', 'db.sqlite3']);
  rows("INSERT INTO articles_article (title) VALUES ('first')");
}

test('models become a migration, a migration becomes tables, and all of it is undone', async () => {
  project.models(ARTICLE);
  expect(await project.done('makemigrations')).toBe(
    "Migrations for 'articles':\n  articles/migrations/0001_initial.ts\n    + Create model Article\n",
  );
  expect(await project.done('makemigrations')).toBe('No changes detected\n');
  expect(await project.done('showmigrations')).toBe('articles\n [ ] 0001_initial\n');
  expect(await project.done('sqlmigrate', 'articles', '0001')).toBe(`BEGIN;
--
-- Create model Article
--
CREATE TABLE "articles_article" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(10) NOT NULL);
COMMIT;
`);
  expect((await project.manage(['migrate', '--check'])).code).toBe(1);
  expect(await project.done('migrate')).toBe(
    'Operations to perform:\n  Apply all migrations: articles\nRunning migrations:\n  Applying articles.0001_initial... OK\n',
  );
  expect(await project.done('showmigrations')).toBe('articles\n [X] 0001_initial\n');
  expect(rows('SELECT app, name FROM django_migrations')).toEqual([['articles', '0001_initial']]);
  expect(await project.done('migrate', 'articles', 'zero')).toContain(
    'Unapplying articles.0001_initial... OK',
  );
  expect(rows("SELECT name FROM sqlite_master WHERE name LIKE 'articles%'")).toEqual([]);
});

describe('a column that may not be empty', () => {
  const withDates = ARTICLE.replace(
    '\n}',
    '\n  createdAt = models.DateTimeField({ autoNowAdd: true });\n  updatedAt = models.DateTimeField({ autoNow: true });\n}',
  );

  test('is asked about, Enter takes timezone.now, and rows are kept', async () => {
    await startedProject();
    project.models(withDates);
    const { code, output } = await project.manage(['makemigrations'], '1\n\n');
    expect(code, output).toBe(0);
    expect(output).toContain(
      "It is impossible to add the field 'createdAt' with 'autoNowAdd: true' to article",
    );
    expect(output).toContain('[default: timezone.now] >>> ');
    const name = '0002_article_created_at_article_updated_at.ts';
    expect(project.migrations()).toEqual(['0001_initial.ts', name]);
    expect(project.read(`articles/migrations/${name}`)).toContain(
      "dependencies: [['articles', '0001_initial']]",
    );
    await project.done('migrate');
    expect(
      rows('SELECT title, created_at IS NOT NULL, updated_at IS NOT NULL FROM articles_article'),
    ).toEqual([['first', 1, 1]]);
    expect(await project.done('makemigrations')).toBe('No changes detected\n');
  });

  test('can be answered by a flag; without an answer the command ends with code 3', async () => {
    await startedProject();
    project.models(ARTICLE.replace('\n}', '\n  rating = models.IntegerField();\n}'));
    for (const args of [['makemigrations', '--noinput'], ['makemigrations']]) {
      const silent = await project.manage(args);
      expect(silent.code, silent.output).toBe(3);
      expect(silent.output).toContain('rating');
    }
    expect((await project.manage(['makemigrations'], '2\n')).code).toBe(3);
    const wrong = await project.manage(['makemigrations', '--default', "articles.Article.rating='much'"]);
    expect(wrong.output).toContain("--default articles.article.rating='much' is no value for this field");
    expect(project.migrations()).toEqual(['0001_initial.ts']);
    await project.done('makemigrations', '--noinput', '--default', 'articles.Article.rating=2 + 3');
    await project.done('migrate');
    expect(rows('SELECT title, rating FROM articles_article')).toEqual([['first', 5]]);
  });

  test('an expression that does not work is asked for again', async () => {
    await startedProject();
    project.models(ARTICLE.replace('\n}', '\n  rating = models.IntegerField();\n}'));
    const { code, output } = await project.manage(['makemigrations'], "1\nnope\n'much'\n\n4\n");
    expect(code, output).toBe(0);
    expect(output).toContain('Invalid input: ReferenceError: nope is not defined');
    expect(output).toContain('“much” value must be an integer.');
    expect(output).toContain("Please enter some code, or 'exit' (without quotes) to exit.");
  });
});

describe('a rename', () => {
  const renamed = ARTICLE.replaceAll('title', 'headline').replaceAll('Article', 'Story');

  test('is asked about, and keeps the data', async () => {
    await startedProject();
    project.models(ARTICLE.replace('title', 'headline'));
    const { code, output } = await project.manage(['makemigrations'], 'y\n');
    expect(code, output).toBe(0);
    expect(output).toContain('Was article.title renamed to article.headline (a CharField)? [y/N]');
    expect(project.migrations()[1]).toBe('0002_rename_title_article_headline.ts');
    await project.done('migrate');
    expect(rows('SELECT headline FROM articles_article')).toEqual([['first']]);
  });

  test('is never guessed: without an answer nothing is written, and the flag is named', async () => {
    await startedProject();
    project.models(renamed.replace('headline', 'title'));
    const silent = await project.manage(['makemigrations', '--noinput']);
    expect(silent.code).toBe(3);
    expect(silent.output).toContain('--rename articles.Article=Story');
    await project.done('makemigrations', '--noinput', '--rename', 'articles.Article=Story');
    await project.done('migrate');
    expect(rows('SELECT title FROM articles_story')).toEqual([['first']]);
  });

  test('can be denied', async () => {
    await startedProject();
    project.models(
      ARTICLE.replace(
        'title = models.CharField({ maxLength: 10 })',
        'name = models.CharField({ maxLength: 10 })',
      ),
    );
    const output = await project.done(
      'makemigrations',
      '--noinput',
      '--rename',
      'articles.Article.title=',
      '--default',
      "articles.Article.name='x'",
    );
    expect(output).toContain('- Remove field title from article\n    + Add field name to article');
  });
});

test('a longer field is altered, not dropped and added', async () => {
  await startedProject();
  project.models(ARTICLE.replace('10', '200'));
  expect(await project.done('makemigrations')).toContain(
    '0002_alter_article_title.ts\n    ~ Alter field title on article',
  );
  await project.done('migrate');
  expect(rows('SELECT title FROM articles_article')).toEqual([['first']]);
});

describe('migrations made side by side', () => {
  const migration = (name: string, field: string) =>
    project.write(
      `articles/migrations/${name}.ts`,
      `import { defineMigration, fields, operations } from 'jango/db/migrations';
export default defineMigration({
  dependencies: [['articles', '0001_initial']],
  operations: [operations.AddField({ modelName: 'article', name: '${field}', field: fields.TextField({ default: '' }) })],
});
`,
    );

  test('stop migrate and makemigrations, and are merged', async () => {
    await startedProject();
    migration('0002_here', 'here');
    migration('0002_there', 'there');
    for (const command of ['migrate', 'makemigrations']) {
      const { code, output } = await project.manage([command]);
      expect(code).toBe(1);
      expect(output).toContain(
        'Conflicting migrations detected; multiple leaf nodes in the migration graph: (0002_here, 0002_there in articles).',
      );
      expect(output).toContain('makemigrations --merge');
    }
    const merge = await project.done('makemigrations', '--merge');
    expect(merge).toContain("The branches don't touch the same things: they are merged without asking.");
    expect(project.migrations()).toContain('0003_merge_0002_here_0002_there.ts');
    await project.done('migrate');
    expect(rows('SELECT here, there FROM articles_article')).toEqual([['', '']]);
  });

  test('are shown and asked about when their order matters', async () => {
    await startedProject();
    migration('0002_here', 'body');
    migration('0002_there', 'body');
    const denied = await project.manage(['makemigrations', '--merge'], 'n\n');
    expect(denied.output).toContain('These may come to something else in another order:');
    expect(denied.output).toContain(
      'Add field body to article (0002_here)  <>  Add field body to article (0002_there)',
    );
    expect(denied.output).toContain("Should these migration branches of 'articles' be merged? [y/N]");
    expect(project.migrations()).not.toContain('0003_merge_0002_here_0002_there.ts');
  });
});

test('a pipe that says nothing counts as nobody: the command ends, with code 3 and the flag', async () => {
  await startedProject();
  project.models(ARTICLE.replace('\n}', '\n  rating = models.IntegerField();\n}'));
  const { code, output } = await project.manage(['makemigrations'], null);
  expect(code).toBe(3);
  expect(output).toContain('--default articles.article.rating=0');
});

test('--scriptable leaves standard output to the names of the files', async () => {
  project.models(ARTICLE);
  const { stdout, output } = await project.manage(['makemigrations', '--scriptable']);
  expect(stdout).toBe('articles/migrations/0001_initial.ts\n');
  expect(output).toContain('+ Create model Article');
});

describe('what is wrong with a migration', () => {
  const broken = (text: string) => project.write('articles/migrations/0002_broken.ts', text);
  const definition = (body: string) =>
    `import { defineMigration, operations } from 'jango/db/migrations';\nexport default defineMigration({ ${body} });\n`;

  test('a syntax error names the file', async () => {
    await startedProject();
    broken('export default {;');
    const { code, output } = await project.manage(['migrate']);
    expect(code).toBe(1);
    expect(output).toContain('articles/migrations/0002_broken.ts');
  });

  test('a file without a migration is told apart', async () => {
    await startedProject();
    broken('export const nothing = 1;');
    expect((await project.manage(['migrate'])).output).toContain(
      '0002_broken.ts has no migration as its default export.',
    );
  });

  test('a dependency that is missing is named', async () => {
    await startedProject();
    broken(definition("dependencies: [['articles', '0001_intial']], operations: []"));
    expect((await project.manage(['migrate'])).output).toContain(
      'Migration articles.0002_broken depends on articles.0001_intial, which does not exist.',
    );
  });

  test('what fails half way is undone, with the migration, the operation and the file', async () => {
    await startedProject();
    broken(
      definition(
        "dependencies: [['articles', '0001_initial']], operations: [operations.RunSQL({ sql: 'ALTER TABLE articles_article ADD COLUMN extra text; UPDATE nowhere SET x = 1;' })]",
      ),
    );
    const { code, output } = await project.manage(['migrate']);
    expect(code).toBe(1);
    expect(output).toContain('Migration articles.0002_broken');
    expect(output).toContain(
      'articles/migrations/0002_broken.ts) failed in operation 1, "Raw SQL operation": no such table: nowhere',
    );
    expect(rows('SELECT * FROM articles_article')).toEqual([[1, 'first']]);
    expect(await project.done('showmigrations')).toContain('[ ] 0002_broken');
  });

  test('what cannot be undone says which operation it is', async () => {
    await startedProject();
    broken(
      definition(
        "dependencies: [['articles', '0001_initial']], operations: [operations.RunSQL({ sql: 'SELECT 1' })]",
      ),
    );
    await project.done('migrate');
    expect((await project.manage(['migrate', 'articles', '0001'])).output).toContain(
      'Operation "Raw SQL operation" in articles.0002_broken is not reversible.',
    );
  });
});

test('data migrations see the models as they were', async () => {
  await startedProject();
  project.write(
    'articles/migrations/0002_shout.ts',
    `import { defineMigration, type MigrationCode, operations } from 'jango/db/migrations';
const shout: MigrationCode = async (apps) => {
  const Article = apps.getModel('articles', 'Article');
  for (const article of await Article.objects.all()) {
    article.title = article.title.toUpperCase();
    await article.save();
  }
};
export default defineMigration({
  dependencies: [['articles', '0001_initial']],
  operations: [operations.RunCode({ code: shout, reverseCode: operations.RunCode.noop })],
});
`,
  );
  await project.done('migrate');
  expect(rows('SELECT title FROM articles_article')).toEqual([['FIRST']]);
  await project.done('migrate', 'articles', '0001');
});

test('tables that are there already can be taken over', async () => {
  project.models(ARTICLE);
  await project.done('makemigrations');
  rows('CREATE TABLE articles_article (id integer PRIMARY KEY AUTOINCREMENT, title varchar(10) NOT NULL)');
  const { code, output } = await project.manage(['migrate']);
  expect(code, output).toBe(1);
  expect(output).toContain('already exists');
  expect(await project.done('migrate', '--fake-initial')).toContain(
    'Applying articles.0001_initial... FAKED',
  );
});

test('names of apps and migrations that are mistyped get a suggestion', async () => {
  await startedProject();
  const app = await project.manage(['makemigrations', 'artcles']);
  expect(app.code).toBe(2);
  expect(app.output).toContain("No installed app with label 'artcles'. Did you mean 'articles'?");
  expect((await project.manage(['migrate', 'articles', '0009'])).output).toContain(
    "There is no migration of 'articles' that begins with '0009'. It has: 0001_initial.",
  );
});
