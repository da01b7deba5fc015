/** What may come from outside, through the fields and functions of PostgreSQL, and what must not come of it. */
import { connections } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '../../../src/contrib/postgres/register-lookups.ts';
import { harmOfEach } from '../../db/query/harm.ts';
import { MORE_NAMES, MORE_VALUES } from '../../db/query/hostile-more-values.ts';
import { postgresIsAbsent } from '../../support/database.ts';
import { NAME_DOORS, Odd, VALUE_DOORS } from './hostile-doors.ts';
import { makeTables } from './tables.ts';

const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('from outside', () => {
  beforeAll(async () => {
    await makeTables([Odd], ['hstore', 'pg_trgm', 'unaccent', 'btree_gist']);
    await Odd.objects.create({ name: 'plain', tags: ['a'], seats: [1, 5] as never, map: { a: 'b' } });
  });
  afterAll(() => connections.closeAll());

  test.each(Object.entries(VALUE_DOORS))(
    '%s takes every value as a parameter, or says clearly that it does not',
    async (_door, door) => {
      expect(await harmOfEach(MORE_VALUES, door)).toEqual([]);
    },
    120_000,
  );

  test.each(Object.entries(NAME_DOORS))(
    '%s takes a name, or refuses it',
    async (_door, door) => {
      expect(await harmOfEach(MORE_NAMES, door)).toEqual([]);
    },
    60_000,
  );
});
