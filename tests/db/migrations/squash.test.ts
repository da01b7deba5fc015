import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Project } from './project.ts';

// Commands run in processes of their own.
vi.setConfig({ testTimeout: 180_000 });

let project: Project;

beforeEach(() => {
  project = new Project();
  project.models(`export class Article extends models.Model {
  title = models.CharField({ maxLength: 10 });
  slug = models.SlugField({ default: '' });
  body = models.TextField({ default: '' });
}
`);
  project.write(
    'articles/migrations/0001_initial.ts',
    migration(
      `initial: true, operations: [operations.CreateModel({ name: 'Article', fields: {
        id: fields.BigAutoField({ autoCreated: true, primaryKey: true, serialize: false, verboseName: 'ID' }),
        title: fields.CharField({ maxLength: 10 }),
      } })]`,
    ),
  );
  project.write(
    'articles/migrations/0002_article_slug.ts',
    migration(
      `dependencies: [['articles', '0001_initial']], operations: [
        operations.AddField({ modelName: 'article', name: 'slug', field: fields.SlugField({ default: '' }) }),
        operations.RunCode({ code: () => {}, elidable: true }),
      ]`,
    ),
  );
  project.write(
    'articles/migrations/0003_article_body.ts',
    migration(
      `dependencies: [['articles', '0002_article_slug']], operations: [
        operations.AddField({ modelName: 'article', name: 'body', field: fields.TextField({ default: '' }) }),
      ]`,
    ),
  );
});

afterEach(() => project.remove());

function migration(body: string, head = ''): string {
  return `import { defineMigration, fields, type MigrationCode, operations } from 'jango/db/migrations';
${head}
export default defineMigration({ ${body} });
`;
}

function recorded(): string[] {
  return project.rows('SELECT name FROM django_migrations ORDER BY id').map(([name]) => String(name));
}

const FILL = `const fill: MigrationCode = async (apps) => {
  await apps.getModel('articles', 'Article').objects.update({ slug: 'x' });
};
`;

const SQUASHED = '0001_squashed_0003_article_body';

describe('squashmigrations', () => {
  test('writes one migration that new databases use in the place of the old ones', async () => {
    const [squash, plan, migrate, list, make] = await project.allDone(
      ['squashmigrations', 'articles', '0003', '--noinput', '--no-header'],
      ['showmigrations', '--plan'],
      ['migrate'],
      ['showmigrations'],
      ['makemigrations'],
    );
    expect(squash).toBe(`Will squash the following migrations:
 - 0001_initial
 - 0002_article_slug
 - 0003_article_body
Optimizing...
  Optimized from 4 operations to 1 operations.
Created new squashed migration articles/migrations/${SQUASHED}.ts
  Commit it, and leave the old ones in place: databases that are new will use it.
  When every database has had the old ones, delete them, and \`replaces\` of the new one.
`);
    expect(project.read(`articles/migrations/${SQUASHED}.ts`)).toBe(
      `import { defineMigration, fields, operations } from 'jango/db/migrations';

export default defineMigration({
  initial: true,
  replaces: [
    ['articles', '0001_initial'],
    ['articles', '0002_article_slug'],
    ['articles', '0003_article_body'],
  ],
  dependencies: [],
  operations: [
    operations.CreateModel({
      name: 'Article',
      fields: {
        id: fields.BigAutoField({ autoCreated: true, primaryKey: true, serialize: false, verboseName: 'ID' }),
        title: fields.CharField({ maxLength: 10 }),
        slug: fields.SlugField({ default: '' }),
        body: fields.TextField({ default: '' }),
      },
    }),
  ],
});
`,
    );
    expect(plan).toBe(`[ ]  articles.${SQUASHED}\n`);
    expect(migrate).toContain(`Applying articles.${SQUASHED}... OK`);
    expect(list).toBe(`articles\n [X] ${SQUASHED} (3 squashed migrations)\n`);
    expect(make).toBe('No changes detected\n');
    expect(recorded()).toEqual(['0001_initial', '0002_article_slug', '0003_article_body', SQUASHED]);
  });

  test('a database in the middle goes on with the old ones, and then has the squashed one', async () => {
    const [, , plan, migrate, , list] = await project.allDone(
      ['migrate', 'articles', '0002'],
      ['squashmigrations', 'articles', '0003', '--noinput'],
      ['migrate', '--plan'],
      ['migrate'],
      ['migrate'],
      ['showmigrations'],
    );
    expect(plan).toContain('articles.0003_article_body');
    expect(plan).not.toContain('squashed');
    expect(migrate).toContain('Applying articles.0003_article_body... OK');
    expect(list).toBe(`articles\n [X] ${SQUASHED} (3 squashed migrations)\n`);
  });

  test('a database that has had all of the old ones is told so until the next migrate', async () => {
    const [, , before, , after] = await project.allDone(
      ['migrate'],
      ['squashmigrations', 'articles', '0003', '--noinput'],
      ['showmigrations'],
      ['migrate'],
      ['showmigrations'],
    );
    expect(before).toContain(
      ` [-] ${SQUASHED} (3 squashed migrations) Run 'node manage.js migrate' to finish recording.`,
    );
    expect(after).toBe(`articles\n [X] ${SQUASHED} (3 squashed migrations)\n`);
  });

  test('squashed migrations can be squashed again', async () => {
    const [, , plan, , list] = await project.allDone(
      ['squashmigrations', 'articles', '0002', '--noinput'],
      ['squashmigrations', 'articles', '0003', '--noinput', '--squashed-name', 'all'],
      ['showmigrations', '--plan'],
      ['migrate'],
      ['showmigrations'],
    );
    expect(project.read('articles/migrations/0001_all.ts')).toContain(
      "replaces: [['articles', '0001_squashed_0002_article_slug'], ['articles', '0003_article_body']]",
    );
    expect(plan).toBe('[ ]  articles.0001_all\n');
    expect(list).toBe('articles\n [X] 0001_all (2 squashed migrations)\n');
    expect(recorded().sort()).toEqual([
      '0001_all',
      '0001_initial',
      '0001_squashed_0002_article_slug',
      '0002_article_slug',
      '0003_article_body',
    ]);
  });

  test('begins where it is told to, keeps operations when it is told to, and never writes over a file', async () => {
    const outcomes = await project.session(
      ['squashmigrations', 'articles', '0002', '0003', '--noinput', '--no-optimize'],
      ['squashmigrations', 'articles', '0003', '0002', '--noinput'],
      ['squashmigrations', 'articles', '0003_article_body', '--noinput', '--squashed-name', 'initial'],
    );
    const name = '0002_article_slug_squashed_0003_article_body';
    const text = project.read(`articles/migrations/${name}.ts`);
    expect(text).toContain("dependencies: [['articles', '0001_initial']]");
    expect(text.match(/operations\.(AddField|RunCode)/g)).toEqual([
      'operations.AddField',
      'operations.RunCode',
      'operations.AddField',
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 1, 1]);
  });

  test('copies the code of data migrations and says that it has to be looked at', async () => {
    project.write(
      'articles/migrations/0004_fill.ts',
      migration(
        `dependencies: [['articles', '0003_article_body']], operations: [
          operations.RunCode({ code: fill, reverseCode: operations.RunCode.noop }),
        ]`,
        FILL,
      ),
    );
    const [squash, , migrate] = await project.allDone(
      ['squashmigrations', 'articles', '0004', '--noinput', '--no-header'],
      ['showmigrations'],
      ['migrate'],
    );
    expect(squash).toContain(
      'Manual porting required\n  The code of fill was copied: see to what it imports.',
    );
    const text = project.read('articles/migrations/0001_squashed_0004_fill.ts');
    expect(text).toContain(
      "import { defineMigration, fields, type MigrationCode, operations } from 'jango/db/migrations';",
    );
    expect(text).toContain(`\n\n${FILL}\nexport default`);
    expect(text).toContain(
      'operations.RunCode({\n      code: fill,\n      reverseCode: operations.RunCode.noop,\n    }),',
    );
    expect(migrate).toContain('Applying articles.0001_squashed_0004_fill... OK');
  });
});

test('optimizemigration shortens a migration in its file, and --check only says whether it could', async () => {
  const long = migration(
    `dependencies: [['articles', '0003_article_body']], operations: [
      operations.AddField({ modelName: 'article', name: 'extra', field: fields.TextField({ default: '' }) }),
      operations.AlterField({ modelName: 'article', name: 'extra', field: fields.TextField({ default: 'x' }) }),
    ]`,
  );
  project.write('articles/migrations/0004_extra.ts', long);
  const [check, untouched, write] = await project.session(
    ['optimizemigration', 'articles', '0004', '--check'],
    ['optimizemigration', 'articles', '0001'],
    ['optimizemigration', 'articles', '0004'],
  );
  expect(check).toEqual({ code: 1, output: 'Optimizing from 2 operations to 1 operations.\n' });
  expect(untouched).toEqual({ code: 0, output: 'No optimizations possible.\n' });
  expect(write!.output).toContain('Optimized migration articles/migrations/0004_extra.ts');
  const text = project.read('articles/migrations/0004_extra.ts');
  expect(text).toContain("field: fields.TextField({ default: 'x' })");
  expect(text).not.toContain('AlterField');
});
