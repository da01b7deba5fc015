import {
  Lexeme,
  SearchConfig,
  SearchHeadline,
  SearchQuery,
  SearchRank,
  SearchVector,
  SearchVectorField,
  TrigramDistance,
  TrigramSimilarity,
  TrigramStrictWordDistance,
  TrigramStrictWordSimilarity,
  TrigramWordDistance,
  TrigramWordSimilarity,
} from 'jango/contrib/postgres';
import { captureQueries, connections, F, models, Value } from 'jango/db';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { PostgresConfig } from '../../../src/contrib/postgres/apps.ts';
import { postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

class Recipe extends models.Model {
  title = models.CharField({ maxLength: 50 });
  body = models.TextField({ default: '' });
  language = models.CharField({ maxLength: 10, default: 'english' });
  number = models.IntegerField({ null: true });
  words = SearchVectorField({ null: true });
  static objects = models.Manager<Recipe>();
}

const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('a search', () => {
  beforeAll(async () => {
    new PostgresConfig().ready();
    await makeTables([Recipe], ['pg_trgm', 'unaccent']);
    for (const [title, body, number] of [
      ['Tomato soup', 'Red tomatoes are cooked with onions.', 1],
      ['Green salad', 'Leaves, and no tomato at all.', 22],
      ['Café crème', 'Coffee with milk.', null],
    ] as const) {
      await Recipe.objects.create({ title, body, number });
    }
  });
  afterAll(() => connections.closeAll());

  const titles = async (rows: PromiseLike<unknown>): Promise<unknown> =>
    ((await rows) as Recipe[]).map(({ title }) => title);
  const all = () => Recipe.objects.orderBy('id');
  /** Recipes found by words of title and body. */
  const found = (
    query: SearchQuery | ReturnType<SearchQuery['and']>,
    options: object = { config: 'english' },
  ) =>
    titles(
      all()
        .annotate({ search: SearchVector('title', 'body', options) })
        .filter({ search: query }),
    );

  test('looks into one field by a lookup', async () => {
    expect(await titles(all().filter({ body__search: 'tomatoes' }))).toEqual(['Tomato soup', 'Green salad']);
    expect(await titles(all().filter({ body__search: 'leaves coffee' }))).toEqual([]);
  });

  test('looks into several fields, and numbers', async () => {
    const inAll = all().annotate({ search: SearchVector('title', 'number', { config: 'english' }) });
    expect(await titles(inAll.filter({ search: '22' }))).toEqual(['Green salad']);
    expect(await titles(inAll.filter({ search: 'soups' }))).toEqual(['Tomato soup']);
    const { queries } = await captureQueries(async () => void (await inAll.filter({ search: 'soups' })));
    expect(queries[0]?.sql).toContain(
      `to_tsvector('english'::regconfig, COALESCE("shop_recipe"."title", '') || ' ' || COALESCE(("shop_recipe"."number")::text, '')) @@ (plainto_tsquery('english'::regconfig, $1::text))`,
    );
  });

  test('reads a text in four ways', async () => {
    expect(await found(SearchQuery('cooked onion'))).toEqual(['Tomato soup']);
    expect(await found(SearchQuery('onion cooked', { searchType: 'phrase', config: 'english' }))).toEqual([]);
    expect(
      await found(SearchQuery('cooked with onion', { searchType: 'phrase', config: 'english' })),
    ).toEqual(['Tomato soup']);
    expect(await found(SearchQuery("'milk' | 'leav'", { searchType: 'raw' }))).toEqual([
      'Green salad',
      'Café crème',
    ]);
    expect(await found(SearchQuery('tomato -red', { searchType: 'websearch', config: 'english' }))).toEqual([
      'Green salad',
    ]);
    expect(() => SearchQuery('x', { searchType: 'fuzzy' as never })).toThrow("Unknown search type: 'fuzzy'.");
  });

  test('combines queries', async () => {
    const [tomato, salad] = ['tomato', 'salad'].map((text) => SearchQuery(text, { config: 'english' }));
    expect(await found(tomato!.and(salad!))).toEqual(['Green salad']);
    expect(await found(tomato!.and(salad!.not()))).toEqual(['Tomato soup']);
    expect(await found(salad!.or(SearchQuery('milk')))).toEqual(['Green salad', 'Café crème']);
    expect(await found(SearchQuery('tomato', { invert: true }))).toEqual(['Café crème']);
  });

  test('takes words with Lexeme, whatever is in them', async () => {
    expect(await found(SearchQuery(Lexeme('tom', { prefix: true }).and(Lexeme('salad').not())))).toEqual([
      'Tomato soup',
    ]);
    expect(await found(SearchQuery(Lexeme('salad').or(Lexeme('milk'))))).toEqual([
      'Green salad',
      'Café crème',
    ]);
    for (const hostile of ["'", "salad' | 'tomato", '\\', "\\' | 'tomato salad", 'tom:*', '!', '()', '&|']) {
      expect(await found(SearchQuery(Lexeme(hostile))), hostile).toEqual([]);
    }
  });

  test('combines vectors by weight, and ranks', async () => {
    const vector = SearchVector('title', { weight: 'A', config: 'english' }).add(
      SearchVector('body', { weight: 'D', config: 'english' }),
    );
    const query = SearchQuery('tomato', { config: 'english' });
    const ranked = await Recipe.objects
      .annotate({ rank: SearchRank(vector, query, { weights: [0.1, 0.2, 0.4, 1] }), search: vector })
      .filter({ search: query })
      .orderBy('-rank');
    expect(ranked.map(({ title }) => title)).toEqual(['Tomato soup', 'Green salad']);
    expect(ranked[0]!.rank).toBeGreaterThan(ranked[1]!.rank);
    expectTypeOf(ranked[0]!.rank).toEqualTypeOf<number>();
    const options = { normalization: 2, coverDensity: true };
    const rows = await all()
      .annotate({ rank: SearchRank('body', 'tomato', options) })
      .valuesList('rank', { flat: true });
    expect(rows.map((rank) => rank > 0)).toEqual([true, true, false]);
  });

  test('keeps the words in a column', async () => {
    await Recipe.objects.update({ words: SearchVector('title', 'body', { config: 'english' }) });
    const query = SearchQuery('tomatoes', { config: 'english' });
    expect(await titles(all().filter({ words: query }))).toEqual(['Tomato soup', 'Green salad']);
    expect(await titles(all().filter({ words: 'tomato' }))).toEqual(['Tomato soup', 'Green salad']);
    expect(await titles(all().filter({ words__isnull: true }))).toEqual([]);
  });

  test('takes the configuration of a column', async () => {
    const config = SearchConfig(F('language'));
    expect(await found(SearchQuery('onions', { config }), { config })).toEqual(['Tomato soup']);
  });

  test('marks what it found', async () => {
    const headline = SearchHeadline('body', SearchQuery('tomato', { config: 'english' }), {
      config: 'english',
      startSel: "<b class='x'>",
      stopSel: '</b>',
      maxWords: 5,
      minWords: 2,
      highlightAll: true,
    });
    const marked = await Recipe.objects.filter({ title: 'Tomato soup' }).annotate({ headline });
    expect(marked[0]!.headline).toBe("Red <b class='x'>tomatoes</b> are cooked with onions.");
  });

  test('finds what is alike', async () => {
    expect(await titles(all().filter({ title__trigram_similar: 'tomatoe soup' }))).toEqual(['Tomato soup']);
    expect(await titles(all().filter({ body__trigram_word_similar: 'tomatoe' }))).toEqual([
      'Tomato soup',
      'Green salad',
    ]);
    expect(await titles(all().filter({ body__trigram_strict_word_similar: 'tomatoes' }))).toEqual([
      'Tomato soup',
      'Green salad',
    ]);
    const [row] = await all().annotate({
      similarity: TrigramSimilarity('title', 'tomato'),
      distance: TrigramDistance('title', 'tomato'),
      word: TrigramWordSimilarity('tomato', 'body'),
      wordDistance: TrigramWordDistance('tomato', 'body'),
      strict: TrigramStrictWordSimilarity('tomato', 'body'),
      strictDistance: TrigramStrictWordDistance('tomato', 'body'),
    });
    expect(row!.similarity + row!.distance).toBeCloseTo(1);
    expect(row!.word + row!.wordDistance).toBeCloseTo(1);
    expect(row!.strict + row!.strictDistance).toBeCloseTo(1);
    expectTypeOf(row!.similarity).toEqualTypeOf<number>();
  });

  test('passes over accents, on both sides', async () => {
    expect(await titles(all().filter({ title__unaccent: 'Cafe creme' }))).toEqual(['Café crème']);
    expect(await titles(all().filter({ title__unaccent__icontains: 'CAFÉ' }))).toEqual(['Café crème']);
    expect(await titles(all().filter({ title__unaccent__startswith: 'Caf' }))).toEqual(['Café crème']);
    expect(await titles(all().filter({ title__unaccent__in: ['Café creme', 'Green salad', 'x'] }))).toEqual([
      'Green salad',
      'Café crème',
    ]);
    expect(await titles(all().filter({ title__unaccent__iexact: Value('CAFÉ CREME') }))).toEqual([
      'Café crème',
    ]);
    expect(
      await titles(
        all().exclude({ title__unaccent__contains: '%' }).filter({ title__unaccent__contains: 'éa' }),
      ),
    ).toEqual([]);
  });

  test('sends texts of users as parameters', async () => {
    const hostile = "'); DROP TABLE shop_recipe; -- secret";
    const { queries } = await captureQueries(async () => {
      await found(SearchQuery(hostile));
      await titles(
        all().filter({ title__search: hostile, body__trigram_similar: hostile, title__unaccent: hostile }),
      );
      await titles(
        all().annotate({
          similarity: TrigramSimilarity('title', hostile),
          headline: SearchHeadline('body', hostile, { startSel: hostile }),
        }),
      );
    });
    expect(queries.length).toBe(3);
    for (const { sql } of queries) expect(sql).not.toContain('secret');
  });

  test('says what cannot be combined', () => {
    expect(() => SearchVector('title').add(SearchQuery('x'))).toThrow(
      'A SearchVector can only be combined with another SearchVector.',
    );
    expect(() => SearchVector('title', { weight: 'E' as never })).toThrow(
      "The weight of a SearchVector is A, B, C or D, not 'E'.",
    );
  });
});

test('lookups of texts are typed', () => {
  const compiled = (_body: () => unknown) => undefined;
  compiled(() => Recipe.objects.filter({ title__search: 'x', title__unaccent__icontains: 'x' }));
  // @ts-expect-error -- a search is for a text
  compiled(() => Recipe.objects.filter({ title__search: 5 }));
});
