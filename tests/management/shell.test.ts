import { configure } from 'jango/conf';
import { connections, models, registerModel } from 'jango/db';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppConfig } from '../../src/apps/app-config.ts';
import { apps } from '../../src/apps/registry.ts';
import { Output } from '../../src/management/output.ts';
import { printSql } from '../../src/management/shell/print-sql.ts';
import { runCode } from '../../src/management/shell/run-code.ts';
import { importLines, shellScope } from '../../src/management/shell/scope.ts';
import { settle, show } from '../../src/management/shell/show.ts';

class Article extends models.Model {
  title = models.CharField({ maxLength: 20 });

  static objects = models.Manager<Article>();

  override toString(): string {
    return this.title;
  }
}

beforeAll(async () => {
  configure({
    SECRET_KEY: 'x',
    BASE_DIR: import.meta.dirname,
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  });
  const config = new AppConfig();
  Object.assign(config, { name: 'articles', label: 'articles' });
  apps.addAppConfig(config);
  registerModel(Article, 'articles');
  const create = 'CREATE TABLE articles_article (id integer PRIMARY KEY AUTOINCREMENT, title text NOT NULL)';
  await connections.get().execute(create, []);
});

describe('names in reach', () => {
  test('are models, settings, and what queries are made of', async () => {
    const names = (await shellScope()).map(({ name }) => name);
    for (const name of ['Article', 'settings', 'Q', 'F', 'Count', 'timezone', 'reverse'])
      expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('are listed as a file would import them', async () => {
    expect(importLines(await shellScope())[0]).toBe("import { Article } from 'articles/models.ts'");
  });

  test('are there for code that is not typed but given, with await', async () => {
    const seen: unknown[] = [];
    const scope = [...(await shellScope()), { name: 'seen', value: seen, from: '' }];
    await runCode(
      "await Article.objects.create({ title: 'first' }); seen.push(await Article.objects.count())",
      scope,
    );
    expect(seen).toEqual([1]);
  });

  test('of code that fails have their error thrown', async () => {
    await expect(runCode('await Promise.reject(new RangeError("no"))', [])).rejects.toThrow('no');
    await expect(runCode('this is no code', [])).rejects.toThrow(SyntaxError);
  });
});

describe('what is shown', () => {
  test('of a query is its first rows, without await', async () => {
    const query = Article.objects.all();
    expect((await settle(query)).value).toBe(query);
    expect(show(query, false)).toBe('<QuerySet [<Article: first>]>');
  });

  test('of a promise is its value', async () => {
    expect(show((await settle(Article.objects.get({ pk: 1 }))).value, false)).toBe('<Article: first>');
    expect(show((await settle(Article.objects.count())).value, false)).toBe('1');
  });

  test('of an error of the framework is the message without a stack', async () => {
    const error = await settle(Article.objects.get({ pk: 100 })).catch((e: unknown) => e);
    expect(show(error, false)).toMatch(
      /^Article\.DoesNotExist: Article matching query does not exist\.[^\n]*$/,
    );
  });

  test('of each statement, when asked for, is its text with the values in place', async () => {
    let printed = '';
    printSql(new Output({ write: (text) => (printed += text) }));
    await Article.objects.filter({ title: "it's", pk__gt: 3 });
    expect(printed).toMatch(/WHERE .*"title" = 'it''s'.* > 3.*-- \d+\.\d\d ms, default/);
  });
});
