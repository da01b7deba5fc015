import path from 'node:path';
import { setup } from 'jango';
import {
  DeserializationError,
  type DeserializedObject,
  deserialize,
  type SerializedObject,
  SerializerDoesNotExist,
  serialize,
  serializeStream,
} from 'jango/core/serializers';
import { Decimal, postSave } from 'jango/db';
import { callCommand } from 'jango/management';
import { beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { emptyDatabase } from '../support/database.ts';
import { Author, Book, Measure, Seat, Tag } from './project/lib/models.ts';

beforeAll(async () => {
  await setup({ baseDir: path.join(import.meta.dirname, 'project'), settings: 'site/settings.ts' });
  await emptyDatabase();
  await callCommand('migrate', [], { runSyncdb: true, verbosity: 0 });
});
beforeEach(() => callCommand('flush', [], { input: false, verbosity: 0 }));

async function all(objects: AsyncIterable<DeserializedObject>): Promise<DeserializedObject[]> {
  const list: DeserializedObject[] = [];
  for await (const one of objects) list.push(one);
  return list;
}

describe('serialize()', () => {
  test('takes the fields that are named, in either spelling', async () => {
    const ada = await Author.objects.create({ name: 'Ada' });
    const fields = { fields: ['bornOn', 'mentor'] };
    expect(await serialize('json', [ada], fields)).toBe(
      '[{"model": "lib.author", "pk": 1, "fields": {"born_on": null, "mentor": null}}]',
    );
    expect(await serialize('jsonl', [ada], { fields: ['born_on'] })).toBe(
      '{"model": "lib.author","pk": 1,"fields": {"born_on": null}}\n',
    );
  });

  test("gives plain objects as 'python', with values of their types", async () => {
    const author = await Author.objects.create({ name: 'Ada' });
    await Book.objects.create({ title: 'Notes', author, price: new Decimal('1.50'), weight: 2 });
    const [book] = await serialize('python', Book.objects.all());
    expect(book?.fields).toMatchObject({ title: 'Notes', author: 1, price: new Decimal('1.50'), weight: 2 });
    expectTypeOf(serialize('python', [author])).resolves.toEqualTypeOf<SerializedObject[]>();
    expectTypeOf(serialize('xml', [author])).resolves.toEqualTypeOf<string>();
  });

  test('writes nothing as an empty list', async () => {
    expect(await serialize('json', [])).toBe('[]');
    expect(await serialize('json', [], { indent: 2 })).toBe('[\n]\n');
    expect(await serialize('jsonl', [])).toBe('');
    expect(await serialize('yaml', [])).toBe('[]\n');
  });

  test('comes in pieces, one object at a time', async () => {
    const pieces: string[] = [];
    for await (const piece of serializeStream('jsonl', [new Tag({ code: 'a' }), new Tag({ code: 'b' })])) {
      pieces.push(piece);
    }
    expect(pieces).toEqual([
      '{"model": "lib.tag","pk": "a","fields": {}}\n',
      '{"model": "lib.tag","pk": "b","fields": {}}\n',
    ]);
  });

  test('takes formats of the project', async () => {
    expect(await serialize('upper', [new Tag({ code: 'a' })])).toBe('TAG OBJECT (A)\n');
  });

  test('names the formats when there is none of this name', async () => {
    await expect(serialize('csv', [])).rejects.toThrow(SerializerDoesNotExist);
    await expect(serialize('csv', [])).rejects.toThrow(
      "There is no serialization format 'csv'. Known are: python, json, jsonl, xml, yaml, upper;",
    );
  });

  test('says which object has characters that XML cannot hold', async () => {
    const author = await Author.objects.create({ name: 'Ada\u0007' });
    await expect(serialize('xml', [author])).rejects.toThrow('lib.Author.name (pk 1) holds characters');
  });
});

describe.each(['json', 'jsonl', 'xml', 'yaml'])('%s', (format) => {
  async function copied<M extends typeof Measure | typeof Seat>(model: M): Promise<string> {
    const text = await serialize(format, model.objects.all());
    await model.objects.all().delete();
    for (const one of await all(deserialize(format, text))) await one.save();
    return text;
  }

  test('keeps whole numbers beyond 2^53, and what the database computes of them', async () => {
    for (const big of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 5]) {
      await Measure.objects.create({
        big: big as number,
        count: 3,
        data: { id: 2 ** 60, list: ['9007199254740993'] },
      });
    }
    const before = await Measure.objects.orderBy('pk').values();
    expect(await copied(Measure)).toMatch(/twice\W/);
    expect(await Measure.objects.orderBy('pk').values()).toEqual(before);
    expect(before.map(({ big, twice }) => [big, twice])).toContainEqual([2n ** 63n - 1n, 6]);
  });

  test('keeps a key of several columns', async () => {
    await Seat.objects.create({ hall: 'a "b" <c>', row: 7 });
    const text = await copied(Seat);
    if (format === 'xml') expect(text).toContain(`pk='["a \\"b\\" &lt;c&gt;", "7"]'`);
    expect((await Seat.objects.get()).pk).toEqual(['a "b" <c>', 7]);
  });
});

describe('deserialize()', () => {
  test('reads numbers that JSON has not, as Python writes them', async () => {
    const text =
      '[{"model": "lib.measure", "fields": {"level": -Infinity, "data": "NaN 12345678901234567890"}}]';
    const [one] = await all(deserialize('json', text));
    expect(one!.object).toMatchObject({ level: Number.NEGATIVE_INFINITY, data: 'NaN 12345678901234567890' });
  });

  test('reads texts of many megabytes', async () => {
    const long = 'a\n"'.repeat(4_000_000);
    const bytes = 'QUJD'.repeat(3_000_000);
    const fields = { data: long, bytes, big: 0 };
    const text = JSON.stringify([{ model: 'lib.measure', fields }]).replace(
      '"big":0',
      '"big":9007199254740993',
    );
    const [one] = await all(deserialize('json', text));
    expect(one!.object).toMatchObject({ big: 9007199254740993n, data: long });
    expect((one!.object as unknown as Measure).bytes).toHaveLength(9_000_000);
  });

  test('reads plain values of YAML as PyYAML does', async () => {
    const read = async (text: string) => {
      const [one] = await all(deserialize('yaml', `- {model: lib.measure, fields: {data: [${text}]}}`));
      return (one!.object as unknown as Measure).data;
    };
    expect(await read('yes, OFF, y, ~, 017, 0x1F, 1_000, 12:30')).toEqual([
      true,
      false,
      'y',
      null,
      15,
      31,
      1000,
      750,
    ]);
    expect(await read('1e5, 1.5e+5, 2020-01-01, .5')).toEqual(['1e5', 150_000, '2020-01-01', 0.5]);
  });

  test('takes the column of a relation, as Django does', async () => {
    const [one] = await all(deserialize('json', '[{"model": "lib.book", "fields": {"author_id": 4}}]'));
    expect((one!.object as unknown as Book).authorId).toBe(4);
  });

  test('refuses bytes that are no UTF-8', async () => {
    async function* latin(): AsyncIterable<Uint8Array> {
      yield Buffer.from('[{"model": "lib.tag", "pk": "\u00e9"}]', 'latin1');
    }
    await expect(all(deserialize('json', latin()))).rejects.toThrow('The text is not UTF-8.');
  });

  test('gives objects that are saved when one says so, with raw signals', async () => {
    const raw: unknown[] = [];
    const listen = (event: { raw: boolean }) => void raw.push(event.raw);
    postSave.connect(listen, { sender: Tag });
    const [one] = await all(deserialize('json', '[{"model": "lib.tag", "pk": "new", "fields": {}}]'));
    expect(await Tag.objects.count()).toBe(0);
    expect(String(one)).toBe('<DeserializedObject: lib.Tag(pk=new)>');
    await one!.save();
    postSave.disconnect(listen, { sender: Tag });
    expect(await Tag.objects.get()).toMatchObject({ code: 'new' });
    expect(raw).toEqual([true]);
  });

  test('reads streams of bytes, cut anywhere', async () => {
    const bytes = Buffer.from(
      '{"model": "lib.author", "fields": {"name": "김소월"}}\n\n{"model": "lib.tag", "pk": "a"}',
    );
    async function* cut(): AsyncIterable<Uint8Array> {
      for (let i = 0; i < bytes.length; i += 5) yield bytes.subarray(i, i + 5);
    }
    const [author, tag] = await all(deserialize('jsonl', cut()));
    expect((author!.object as unknown as Author).name).toBe('김소월');
    expect(tag!.object.pk).toBe('a');
  });

  test('takes an object without a key for the one that has its natural key', async () => {
    const ada = await Author.objects.create({ name: 'Ada' });
    const text = '[{"model": "lib.author", "fields": {"name": "Ada", "born_on": "1815-12-10"}}]';
    for (const one of await all(deserialize('json', text))) await one.save();
    expect(await Author.objects.count()).toBe(1);
    await ada.refreshFromDb();
    expect(String(ada.bornOn)).toBe('1815-12-10');
  });

  test.each([
    ['[{"model": "lib.shoe", "fields": {}}]', "There is no model 'lib.shoe'"],
    [
      '[{"model": "lib.author", "pk": 1, "fields": {"nam": "x"}}]',
      "lib.author (pk 1) has no field named 'nam'.",
    ],
    [
      '[{"model": "lib.book", "pk": 3, "fields": {"pages": "many"}}]',
      `lib.book (pk 3) has "many" for 'pages', which cannot be read: “many” value must be an integer.`,
    ],
    ['[{"model": "lib.book", "fields": {"tags": 3}}]', `lib.book has 3 for 'tags', which cannot be read`],
    [
      '[{"model": "lib.measure", "pk": 3, "fields": {"bytes": "%%%"}}]',
      'lib.measure (pk 3) has "%%%" for \'bytes\', which cannot be read: “%%%” value must be bytes, as base64.',
    ],
    ['[{"pk": 1}]', 'An object of a fixture lacks its model'],
    ['{"model": 1}', 'A fixture has to be a list'],
    ['[{]', 'The JSON cannot be parsed'],
  ])('says what is wrong with %s', async (text, message) => {
    const reading = all(deserialize('json', text));
    await expect(reading).rejects.toThrow(DeserializationError);
    await expect(all(deserialize('json', text))).rejects.toThrow(message);
  });

  test('passes over what is gone when asked to', async () => {
    const text = '[{"model": "lib.shoe"}, {"model": "lib.tag", "pk": "a", "fields": {"size": 4}}]';
    expect((await all(deserialize('json', text, { ignoreNonexistent: true }))).map(String)).toEqual([
      '<DeserializedObject: lib.Tag(pk=a)>',
    ]);
  });

  test.each([
    ['<!DOCTYPE d [<!ENTITY a "b">]><d/>', 'line 1: Document types and entities are not allowed.'],
    ['<d>\n&a;</d>', "line 1: '&a;' is no character that XML knows"],
    ['<d>\n<e></d>', 'line 2: </d> closes nothing that is open.'],
    ['<d>', '<d> is never closed.'],
    ['<d a=1/>', "'<d a=1/>' is not well-formed."],
  ])('refuses XML that grows, lies or ends early: %s', async (text, message) => {
    await expect(all(deserialize('xml', text))).rejects.toThrow(message);
  });

  test('reads what the package yaml reads', async () => {
    expect(await all(deserialize('yaml', '[]'))).toEqual([]);
    await expect(all(deserialize('yaml', '{ a: ['))).rejects.toThrow();
  });
});
