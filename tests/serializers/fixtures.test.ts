import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { setup } from 'jango';
import { callCommand } from 'jango/management';
import { TestCase } from 'jango/test';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINE, emptyDatabase } from '../support/database.ts';
import { Author, Book, Tag } from './project/lib/models.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jango-fixtures-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Run a command and keep what it prints. */
async function say(name: string, args: string[] = [], options = {}): Promise<string> {
  let text = '';
  const stream = { write: (more: string) => (text += more) };
  await callCommand(name, args, { stdout: stream, stderr: stream, ...options });
  return text;
}

beforeAll(async () => {
  await setup({ baseDir: path.join(import.meta.dirname, 'project'), settings: 'site/settings.ts' });
  await emptyDatabase();
  await callCommand('migrate', [], { runSyncdb: true, verbosity: 0 });
});
beforeEach(() => callCommand('flush', [], { input: false, verbosity: 0 }));

describe('loaddata', () => {
  test('finds fixtures of apps by name, and objects that come after those that need them', async () => {
    expect(await say('loaddata', ['authors'])).toBe('Installed 2 object(s) from 1 fixture(s)\n');
    const babbage = await Author.objects.get({ name: 'Babbage' });
    expect((await babbage.mentor)?.name).toBe('Ada');
  });

  test('says where it looked', async () => {
    await expect(say('loaddata', ['nothing'])).rejects.toThrow(
      "No fixture named 'nothing' found. Looked into: ",
    );
    await expect(say('loaddata', ['authors'], { app: 'auth' })).rejects.toThrow("No fixture named 'authors'");
    await expect(say('loaddata', ['authors.csv'])).rejects.toThrow('csv is not a known serialization format');
  });

  test('names the fixture, the object and the field of what it cannot load', async () => {
    await expect(say('loaddata', ['gone'])).rejects.toThrow(
      /Problem installing fixture '.*gone\.jsonl': lib\.author \(pk 7\) has no field named 'shoe_size'/,
    );
    expect(await say('loaddata', ['gone'], { ignorenonexistent: true })).toBe(
      'Installed 1 object(s) from 1 fixture(s)\n',
    );
  });

  test('leaves out what is excluded', async () => {
    expect(await say('loaddata', ['authors'], { exclude: ['lib.Author'] })).toBe(
      'Installed 0 object(s) (of 2) from 1 fixture(s)\n',
    );
  });

  test('finds packed fixtures by their format, and says which cannot be unpacked', async () => {
    const text = JSON.stringify([{ model: 'lib.tag', pk: 'packed' }]);
    writeFileSync(path.join(folder, 'packed.json.gz'), gzipSync(text));
    writeFileSync(path.join(folder, 'other.json.bz2'), text);
    expect(await say('loaddata', [path.join(folder, 'packed.json')])).toContain('Installed 1 object(s)');
    for (const name of ['other', 'other.json', 'other.json.bz2']) {
      await expect(say('loaddata', [path.join(folder, name)])).rejects.toThrow(
        "The fixture 'other.json.bz2' is packed in a way that Node cannot unpack.",
      );
    }
  });

  test('looks into FIXTURE_DIRS for one app, too', async () => {
    expect(await say('loaddata', ['gone'], { app: 'lib', ignorenonexistent: true })).toContain('Installed 1');
    await expect(say('loaddata', ['gone'], { app: 'nope' })).rejects.toThrow('No installed app with label');
  });

  test('saves nothing when a foreign key leads nowhere', async () => {
    const file = path.join(folder, 'lost.json');
    writeFileSync(
      file,
      JSON.stringify([{ model: 'lib.book', pk: 7, fields: { title: 'x', author_id: 99 } }]),
    );
    await expect(say('loaddata', [file])).rejects.toThrow(
      ENGINE === 'postgresql'
        ? 'Problem installing fixtures: insert or update on table "lib_book" violates foreign key constraint'
        : /Problem installing fixtures: (The row 7|A row) of table 'lib_book' has an invalid foreign key: its author_id is 99,/,
    );
    expect(await Book.objects.count()).toBe(0);
  });
});

describe('dumpdata', () => {
  beforeEach(() => callCommand('loaddata', ['authors'], { verbosity: 0 }));

  test('writes the rows that are named', async () => {
    expect(await say('dumpdata', ['lib.Author'], { pks: '1' })).toBe(
      '[{"model": "lib.author", "pk": 1, "fields": {"name": "Ada", "born_on": "1815-12-10", "mentor": null}}]',
    );
    expect(await say('dumpdata', ['lib'], { exclude: ['lib.Author', 'lib.Old'] })).toBe('[]');
    await expect(say('dumpdata', ['lib'], { pks: '1' })).rejects.toThrow('--pks needs one model.');
    await expect(say('dumpdata', ['libb'])).rejects.toThrow("No installed app with label 'libb'.");
    await expect(say('dumpdata', ['lib.Author.x'])).rejects.toThrow("'lib.Author.x' is not a model name.");
  });

  test('writes compressed files, which loaddata reads', async () => {
    const file = path.join(folder, 'all.xml.gz');
    await say('dumpdata', ['lib'], { format: 'xml', output: file });
    expect(gunzipSync(readFileSync(file)).toString()).toContain('<object model="lib.author" pk="1">');
    await callCommand('flush', [], { input: false, verbosity: 0 });
    expect(await say('loaddata', [file.slice(0, -'.xml.gz'.length)])).toContain('Installed 2 object(s)');
  });

  test('says what it cannot write', async () => {
    await expect(say('dumpdata', ['lib.Author'], { pks: 'x' })).rejects.toThrow(
      "Unable to serialize database: Field 'id' expected a number but got 'x'.",
    );
    const packed = path.join(folder, 'all.json.xz');
    await expect(say('dumpdata', ['lib'], { output: packed })).rejects.toThrow('Node does not have');
    const nowhere = path.join(folder, 'nowhere', 'all.json');
    await expect(say('dumpdata', ['lib'], { output: nowhere })).rejects.toThrow('Unable to serialize');
    expect(await say('dumpdata', ['lib.Old'])).toBe(
      'lib.Old is a proxy: its rows are those of lib.Author.\n[]',
    );
  });

  test('writes first what natural keys refer to', async () => {
    const text = await say('dumpdata', ['auth.Permission', 'contenttypes', 'lib'], { naturalForeign: true });
    const models = (JSON.parse(text) as { model: string }[]).map(({ model }) => model);
    expect([...new Set(models)]).toEqual(['contenttypes.contenttype', 'lib.author', 'auth.permission']);
  });
});

test('flush empties the tables of models and makes content types anew; sqlflush shows how', async () => {
  await callCommand('loaddata', ['authors'], { verbosity: 0 });
  await callCommand('flush', [], { input: false, verbosity: 0 });
  expect(await Author.objects.count()).toBe(0);
  const sql = await say('sqlflush');
  if (ENGINE === 'sqlite3')
    expect(sql).toMatch(/^BEGIN;\nDELETE FROM "[\s\S]*DELETE FROM "lib_book_tags";[\s\S]*COMMIT;\n$/);
  expect(sql).toContain('lib_book_tags');
  expect(sql).not.toContain('django_migrations');
});

test.skipIf(ENGINE !== 'sqlite3')(
  'sqlsequencereset has nothing to say to SQLite, which counts on by itself',
  async () => {
    expect(await say('sqlsequencereset', ['lib'])).toBe('No sequences found.\n');
  },
);

test('a test case loads its fixtures once for all of its tests', async () => {
  const seen: unknown[] = [];
  class WithFixtures extends TestCase {
    static override fixtures = ['authors'];

    static override async setUpTestData(): Promise<void> {
      seen.push(await Author.objects.count());
    }

    async testDeletes(): Promise<void> {
      await Author.objects.all().delete();
      seen.push(await Author.objects.count());
    }
  }
  await WithFixtures.runClass(async () => {
    await new WithFixtures().runTest('testDeletes');
    seen.push(await Author.objects.count());
  });
  expect(seen).toEqual([2, 0, 2]);
  expect(await Author.objects.count()).toBe(0);
  expect(Tag._meta.label).toBe('lib.Tag');
});
