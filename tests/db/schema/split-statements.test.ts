import { expect, test } from 'vitest';
import { interpolateParams } from '../../../src/db/backends/base/interpolate-params.ts';
import { makeIndexName } from '../../../src/db/backends/base/naming.ts';
import { splitStatements } from '../../../src/db/backends/base/split-statements.ts';

test('a script is split at its semicolons, not at those in quotes and comments', () => {
  expect(
    splitStatements(`
      -- a comment; with a semicolon
      INSERT INTO t VALUES ('a;b', "c;d"); /* and; one more */
      UPDATE t SET x = 'it''s; fine';
      -- nothing more
    `),
  ).toEqual([
    `-- a comment; with a semicolon\n      INSERT INTO t VALUES ('a;b', "c;d")`,
    `/* and; one more */\n      UPDATE t SET x = 'it''s; fine'`,
  ]);
});

test('the body of a trigger stays in one piece', () => {
  const trigger =
    'CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; DELETE FROM b; END';
  expect(splitStatements(`BEGIN; ${trigger}; COMMIT;`)).toEqual(['BEGIN', trigger, 'COMMIT']);
});

test('a dollar-quoted body stays in one piece', () => {
  const body = 'CREATE FUNCTION f() RETURNS int AS $x$ BEGIN; RETURN 1; END; $x$ LANGUAGE plpgsql';
  expect(splitStatements(`${body};\nSELECT 1`)).toEqual([body, 'SELECT 1']);
});

test('parameters are shown in the SQL, marks in quotes are left alone', () => {
  const quote = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));
  expect(interpolateParams("SELECT '?', ? WHERE a = ?", [1, 'x'], quote)).toBe("SELECT '?', 1 WHERE a = 'x'");
});

test('names of indexes are those that Django makes, also when they are cut', () => {
  expect(makeIndexName('articles_article', ['parent_id'], '')).toBe('articles_article_parent_id_237b2a5f');
  expect(makeIndexName('articles_comment', ['article_id', 'text'], '_uniq')).toBe(
    'articles_comment_article_id_text_eaabaa35_uniq',
  );
  const cut = makeIndexName(
    'a_table_with_a_name_that_goes_on',
    ['a_column_with_a_name_that_goes_on'],
    '_uniq',
    63,
  );
  expect(cut.length).toBeLessThanOrEqual(63);
  expect(cut).toMatch(/^a_table_with_a_name_that_a_column_\w*_[0-9a-f]{8}_uniq$/);
});
