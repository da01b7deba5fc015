import { captureQueries, connection, connections, models } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FrameworkError } from '../../../src/core/errors/framework-error.ts';
import { allEngines } from '../../support/engines.ts';
import { ALL, Article, Author, makeTables, Reading, Tag } from './app.ts';
import {
  ALIAS_DOORS,
  DATA_DOORS,
  NAME_DOORS,
  OBJECT_DOORS,
  TEXT_DOORS,
  VALUE_DOORS,
} from './hostile-doors.ts';
import { Host } from './hostile-model.ts';
import { MARK, NO_NAMES, VALUES } from './hostile-values.ts';

/** Names that could be names of something. */
const WORDS = [
  '__proto__',
  'constructor',
  'constructor__x',
  'name__constructor',
  'name__toString',
  'hasOwnProperty',
  'name__exact__exact',
];

/** Names that are more than a name. */
const STATEMENTS = [
  `name"; ${MARK} blog_tag; --`,
  `name\`; ${MARK} blog_tag; #`,
  `name\u0000${MARK}`,
  `name\u0001${MARK}`,
  `name) ${MARK}`,
  'na me',
  'a--b',
  'a/*b',
  '%s',
];

const NAMES = [...WORDS, ...STATEMENTS];

/** What came of it: an error, if any, after looking at all that was sent. */
async function harmless(run: () => PromiseLike<unknown>): Promise<unknown> {
  let failure: unknown;
  const { queries } = await captureQueries(async () => {
    try {
      await run();
    } catch (error) {
      failure = error;
    }
  });
  for (const { sql } of queries) expect(sql).not.toContain(MARK);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  expect(models.Model.prototype).not.toHaveProperty('polluted');
  return failure;
}

describe.each(await allEngines())('on $name', ({ settings, absent }) => {
  describe.skipIf(absent !== undefined)('from outside', () => {
    beforeAll(async () => {
      await makeTables('blog', [...ALL, Host], settings);
      await Tag.objects.create({ name: 'plain' });
      const author = await Author.objects.create({ name: 'Kim' });
      await Article.objects.create({ title: 'first', author });
    });

    afterAll(async () => {
      expect(await connection.query("SELECT COUNT(*) FROM blog_tag WHERE name = 'plain'")).toEqual([[1]]);
      await connections.closeAll();
    });

    describe.each(Object.keys(VALUE_DOORS))('%s', (door) => {
      test.each(VALUES)('takes %s as a parameter, or says clearly that it does not', async (_what, value) => {
        const failure = await harmless(() => VALUE_DOORS[door]!(value as never));
        if (failure !== undefined) expect(failure).toBeInstanceOf(FrameworkError);
      });
    });

    describe.each(Object.keys(NAME_DOORS))('%s', (door) => {
      test.each(NAMES)('refuses %j', async (name) => {
        const failure = await harmless(async () => NAME_DOORS[door]!(name as never));
        expect(failure).toBeInstanceOf(FrameworkError);
      });
    });

    describe.each(Object.keys(TEXT_DOORS))('a name in %s', (door) => {
      test.each(NO_NAMES)('cannot be %s', async (_what, name) => {
        const failure = await harmless(async () => TEXT_DOORS[door]!(name as never));
        expect(failure).toBeInstanceOf(FrameworkError);
      });
    });

    describe.each(Object.keys(OBJECT_DOORS))('what %s takes', (door) => {
      test.each([
        ['null', null],
        ['a text', MARK],
        ['a number', 1],
        ['a bigint', 2n ** 63n],
        ['a list', [1, 2]],
      ])('cannot be %s', async (_what, given) => {
        const failure = await harmless(async () => OBJECT_DOORS[door]!(given as never));
        expect(failure).toBeInstanceOf(FrameworkError);
      });
    });

    describe.each(Object.keys(ALIAS_DOORS))('%s', (door) => {
      test.each([...STATEMENTS, '__proto__', 'constructor', '_meta', '_state'])(
        'refuses %j',
        async (name) => {
          const failure = await harmless(async () => ALIAS_DOORS[door]!(name as never));
          expect(failure).toBeInstanceOf(FrameworkError);
        },
      );
    });

    describe.each(Object.keys(DATA_DOORS))('%s', (door) => {
      test.each(NAMES)('takes %j as data', async (name) => {
        const failure = await harmless(() => DATA_DOORS[door]!(name as never));
        if (failure !== undefined) expect(failure).toBeInstanceOf(FrameworkError);
      });
    });

    test.each(['', '-', '__'])('the name %j is refused', async (name) => {
      for (const door of ['a lookup', 'orderBy()', 'values()', 'only()']) {
        expect(await harmless(async () => NAME_DOORS[door]!(name as never))).toBeInstanceOf(FrameworkError);
      }
    });

    test.each([
      ['quotes', `'"\``],
      ['a statement', `x'; ${MARK} blog_tag; --`],
      ['wildcards', '%_\\'],
      ['a backslash at the end', 'a\\'],
      ['line breaks', 'a\r\nb'],
      ['letters of all kinds', 'ü한🐍'],
    ])('%s come back as they were, and are found', async (_what, text) => {
      const author = await Author.objects.create({ name: text });
      await author.refreshFromDb();
      expect(author.name).toBe(text);
      expect(await Author.objects.filter({ name: text, pk: author.pk }).count()).toBe(1);
      expect(await Author.objects.filter({ name__contains: text, pk: author.pk }).count()).toBe(1);
      expect(await Author.objects.filter({ name__startswith: `${text}x`, pk: author.pk }).count()).toBe(0);
    });

    test('a number beyond 64 bits finds nothing, and bounds nothing', async () => {
      const beyond = 2n ** 70n;
      expect(await Reading.objects.filter({ serial: beyond }).count()).toBe(0);
      expect(await Tag.objects.filter({ pk: beyond as never }).count()).toBe(0);
      expect(await Tag.objects.filter({ pk__lt: beyond as never }).count()).toBeGreaterThan(0);
      expect(await Tag.objects.filter({ pk__gt: beyond as never }).count()).toBe(0);
    });

    test('JSON keeps keys that objects have by themselves', async () => {
      const data = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"x": 1}}') as never;
      const reading = await Reading.objects.create({ serial: 1, data });
      const found = (await Reading.objects.get({ pk: reading.pk })).data as Record<string, unknown>;
      expect(Object.keys(found).sort()).toEqual(['__proto__', 'constructor']);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });
});
