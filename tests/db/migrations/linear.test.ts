import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_MIGRATION, parseMaxMigration } from '../../../src/db/migrations/linear/max-migration.ts';
import { replaceKey } from '../../../src/db/migrations/linear/rebase.ts';
import { Project } from './project.ts';

// Commands run in processes of their own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

describe('max_migration.txt', () => {
  test('names one migration', () => {
    expect(parseMaxMigration('0002_slug\n')).toEqual({ kind: 'one', name: '0002_slug' });
    expect(parseMaxMigration('')).toEqual({ kind: 'unreadable' });
  });

  test.each([
    ['merge', '<<<<<<< HEAD\n0002_mine\n=======\n0002_theirs\n>>>>>>> main\n'],
    [
      'diff3',
      '<<<<<<< HEAD\r\n0002_mine\r\n||||||| 1a2b\r\n0001_initial\r\n=======\r\n0002_theirs\r\n>>>>>>> main\r\n',
    ],
  ])('names two after a conflict (%s)', (_, text) => {
    expect(parseMaxMigration(text)).toEqual({ kind: 'conflict', ours: '0002_mine', theirs: '0002_theirs' });
  });
});

test('a dependency is replaced in any quotes, and nothing else', () => {
  const text = `[['articles', "0002_mine"], ["articles","0002_mine"], ['other', '0002_mine'], '0002_mine_too']`;
  expect(replaceKey(text, 'articles', '0002_mine', '0003_mine')).toBe(
    `[['articles', "0003_mine"], ["articles","0003_mine"], ['other', '0002_mine'], '0002_mine_too']`,
  );
});

describe('with LINEAR_MIGRATIONS', () => {
  let project: Project;
  const max = `articles/migrations/${MAX_MIGRATION}`;
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: project.folder,
      stdio: 'pipe',
    });
  };

  beforeEach(async () => {
    project = new Project(['articles'], { settings: 'LINEAR_MIGRATIONS: true,' });
    project.models(
      'export class Article extends models.Model {\n  title = models.CharField({ maxLength: 10 });\n}\n',
    );
    await project.done('makemigrations');
    git('init', '-q', '-b', 'main');
    git('add', 'articles');
    git('commit', '-q', '-m', 'one');
  });

  afterEach(() => project.remove());

  /** A migration on the branch that is checked out, committed. */
  function commit(name: string, after: string, field: string): void {
    project.write(
      `articles/migrations/${name}.ts`,
      `import { defineMigration, fields, operations } from 'jango/db/migrations';
export default defineMigration({
  dependencies: [['articles', '${after}']],
  operations: [operations.AddField({ modelName: 'article', name: '${field}', field: fields.TextField({ default: '' }) })],
});
`,
    );
    project.write(max, `${name}\n`);
    git('add', 'articles');
    git('commit', '-q', '-m', name);
  }

  /** Two branches that both add migrations; `mine` is checked out. */
  function twoBranches(): void {
    git('checkout', '-q', '-b', 'mine');
    commit('0002_mine', '0001_initial', 'mine');
    commit('0003_mine_too', '0002_mine', 'too');
    git('checkout', '-q', 'main');
    commit('0002_theirs', '0001_initial', 'theirs');
    git('checkout', '-q', 'mine');
  }

  test('a merge of two branches conflicts in git, is told by the checks, and rebased', async () => {
    expect(project.read(max)).toBe('0001_initial\n');
    twoBranches();
    expect(() => git('merge', 'main')).toThrow();
    const [check, conflict, rebase, plan, after] = await project.session(
      ['check'],
      ['migrate', '--skip-checks'],
      ['rebasemigrations', 'articles'],
      ['showmigrations', '--plan'],
      ['check'],
    );
    expect(check!.output).toContain('names two migrations: 0003_mine_too, 0002_theirs.');
    expect(check!.output).toContain('node manage.js rebasemigrations articles');
    expect(conflict!.output).toContain('rebasemigrations articles');
    expect(rebase).toEqual({
      code: 0,
      output:
        '  0002_mine -> 0003_mine\n  0003_mine_too -> 0004_mine_too\n  max_migration.txt names 0004_mine_too\nThey follow 0002_theirs now.\n',
    });
    expect(plan!.output.match(/articles\.\w+/g)).toEqual([
      'articles.0001_initial',
      'articles.0002_theirs',
      'articles.0003_mine',
      'articles.0004_mine_too',
    ]);
    expect(after!.code).toBe(0);
    expect(project.read('articles/migrations/0004_mine_too.ts')).toContain("[['articles', '0003_mine']]");
    expect(project.read(max)).toBe('0004_mine_too\n');
  });

  test('in a rebase of git, the commits that are played again are the own ones', async () => {
    twoBranches();
    expect(() => git('rebase', 'main')).toThrow();
    const [rebase] = await project.session(['rebasemigrations', 'articles']);
    expect(rebase!.output).toContain('0002_mine -> 0003_mine');
    expect(project.read(max)).toBe('0003_mine\n');
  });

  test('what a database has had is not renamed, and without a conflict one has to say which is the own one', async () => {
    commit('0002_mine', '0001_initial', 'mine');
    await project.done('migrate');
    commit('0002_theirs', '0001_initial', 'theirs');
    const [check, unsaid, applied, other] = await project.session(
      ['check'],
      ['rebasemigrations', 'articles'],
      ['rebasemigrations', 'articles', '0002_mine'],
      ['rebasemigrations', 'articles', '0002_theirs', '--dry-run'],
    );
    expect(check!.code).toBe(0);
    expect(unsaid!.code).toBe(3);
    expect(unsaid!.output).toContain('Name it: node manage.js rebasemigrations articles');
    expect(applied!.output).toContain("Migration articles.0002_mine is applied to the database 'default'.");
    expect(applied!.output).toContain('node manage.js migrate articles 0001_initial');
    expect(other).toEqual({ code: 0, output: '  0002_theirs -> 0003_theirs\n' });
  });
});
