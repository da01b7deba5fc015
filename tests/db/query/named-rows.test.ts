import { captureQueries, functions, prefetchRelatedObjects, Q, Value, When, Window } from 'jango/db';
import { Temporal } from 'jango/temporal';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { ENGINE } from '../../support/database.ts';
import { Article, Author, Comment, setUpDatabase, Tag } from './app.ts';

const { Lag, Lead, Ntile, NthValue, Upper } = functions;

beforeEach(async () => {
  await setUpDatabase();
  const kim = await Author.objects.create({ name: 'Kim', age: 30 });
  const lee = await Author.objects.create({ name: 'Lee' });
  for (const [title, views, author] of [
    ['One', 3, kim],
    ['Two', 12, kim],
    ['Three', 7, lee],
  ] as const)
    await Article.objects.create({ title, views, author });
});

test('the values of a named row have names', async () => {
  const rows = await Article.objects.orderBy('pk').valuesList('title', 'author__age', { named: true });
  expect(rows.map((row) => [row.title, row.author__age, row[0], row.length])).toEqual([
    ['One', 30, 'One', 2],
    ['Two', 30, 'Two', 2],
    ['Three', null, 'Three', 2],
  ]);
  const [title, age] = rows[0]!;
  expectTypeOf(title).toEqualTypeOf<string>();
  expectTypeOf(age).toEqualTypeOf<number | null>();
  expectTypeOf(rows[0]!.author__age).toEqualTypeOf<number | null>();
  // @ts-expect-error -- it was not asked for
  rows[0]?.views;
  const byKey = await Article.objects.valuesList('title', { named: true }).inBulk();
  expect([...byKey.values()].map((row) => row.title)).toEqual(['One', 'Two', 'Three']);
});

test('what values() computes is typed, and can be asked for afterwards', async () => {
  const rows = Article.objects.values('title', { shout: Upper('title') }).filter({ shout: 'TWO' });
  expectTypeOf((await rows)[0]!).toMatchTypeOf<{ title: string; shout: string }>();
  expect(await rows).toEqual([{ title: 'Two', shout: 'TWO' }]);
  const pairs = await Article.objects.orderBy('pk').valuesList('pk', Upper('title'));
  expectTypeOf(pairs[0]!).toEqualTypeOf<[number, string]>();
  expect(pairs[0]).toEqual([1, 'ONE']);
});

test('days and moments are typed, their names are checked, and a zone is given by either name', async () => {
  const days = Article.objects.dates('createdAt__date' as 'createdAt', 'year');
  expectTypeOf(days).resolves.toEqualTypeOf<Temporal.PlainDate[]>();
  // @ts-expect-error -- there is no such field
  expect(() => Article.objects.dates('created', 'year')).toThrow(/Cannot resolve keyword 'created'/);
  await Article.objects.update({ createdAt: new Date('2024-01-31T23:30Z') });
  for (const zone of [{ timeZone: 'Asia/Seoul' }, { tzinfo: 'Asia/Seoul' }]) {
    const [moment] = await Article.objects.datetimes('createdAt', 'day', zone);
    expect(moment).toEqual(new Date('2024-01-31T15:00Z'));
    const [{ day }] = (await Article.objects.values({ day: functions.ExtractDay('createdAt', zone) })) as [
      { day: number },
    ];
    expect(day).toBe(1);
  }
});

test('window functions take their number as Django has it', async () => {
  const over = (expression: ReturnType<typeof Lag> | ReturnType<typeof Ntile>) =>
    Article.objects
      .annotate({ w: Window(expression, { orderBy: 'pk' }) })
      .orderBy('pk')
      .valuesList('w', { flat: true });
  expect(await over(Ntile(2))).toEqual([1, 1, 2]);
  expect(await over(Lag('views', 2))).toEqual([null, null, 3]);
  // MariaDB has no default for rows that aren't there.
  if (ENGINE !== 'mysql') expect(await over(Lag('views', 2, { default: Value(0) }))).toEqual([0, 0, 3]);
  expect(await over(Lead('views', { offset: 2 }))).toEqual([7, null, null]);
  expect(await over(NthValue('views', 2))).toEqual([null, 12, 12]);
  expect(() => Ntile(0)).toThrow('numBuckets must be greater than zero.');
  expect(() => Lag('views', -1)).toThrow(/positive integer/);
});

test('inBulk() takes keys of another field, and defaults may be functions or expressions', async () => {
  await Tag.objects.create({ name: 'a' });
  const tags = await Tag.objects.inBulk(['a', 'b'], { fieldName: 'name' });
  expectTypeOf(tags).toEqualTypeOf<Map<string, Tag>>();
  expect([...tags.keys()]).toEqual(['a']);
  const [kim] = await Author.objects.getOrCreate({ name: 'Yuna' }, { defaults: { age: () => 20 } });
  expect(kim.age).toBe(20);
  // @ts-expect-error -- a function has to give what the field takes
  void (() => Author.objects.getOrCreate({ name: 'x' }, { defaults: { age: () => 'old' } }));
});

test('the relations of raw rows are prefetched, their columns told, their parameters named', async () => {
  const raw = Author.objects.raw<Author & { older: number }>(
    'SELECT blog_author.*, age + %(by)s AS older FROM blog_author WHERE name = %(name)s',
    { by: 5, name: 'Kim' },
  );
  expect(await raw.columns).toEqual(['id', 'name', 'age', 'older']);
  const { queries, result } = await captureQueries(async () => {
    const [kim] = await raw.prefetchRelated('articleSet');
    expectTypeOf(kim!.older).toEqualTypeOf<number>();
    return [Number(kim!.older), (await kim!.articleSet.all()).length];
  });
  expect(result).toEqual([35, 2]);
  expect(queries).toHaveLength(2);
});

test('relations of objects that are there are named one after the other, or in a list', async () => {
  const articles = await Article.objects.all();
  await Comment.objects.create({ article: articles[0]!, text: 'x' });
  const { queries } = await captureQueries(() => prefetchRelatedObjects(articles, 'author', 'commentSet'));
  expect(queries).toHaveLength(2);
  await prefetchRelatedObjects(articles, ['tags']);
  expect((await articles[0]!.commentSet.all()).length).toBe(1);
});

test('conditions are checked against values, by the database', async () => {
  const adult = Q({ age__gte: 18 }).and(Q({ name: 'Kim' }).or({ name__startswith: 'L' }));
  expect(await adult.check({ age: 20, name: 'Lee' })).toBe(true);
  expect(await adult.check({ age: 20, name: 'Park' })).toBe(false);
  expect(await Q({ age__gte: 18 }).check({ age: null })).toBe(true);
  expect(await Q({ day__year: 2024 }).check({ day: Temporal.PlainDate.from('2024-02-03') })).toBe(true);
  expectTypeOf(adult.check).returns.resolves.toEqualTypeOf<boolean>();
  await expect(adult.check({ age: 20 })).rejects.toThrow(/Cannot resolve keyword 'name'/);
});

test('conditions are equal when they say the same', () => {
  expect(Q({ a: 1 }).equals(Q({ a: 1 }))).toBe(true);
  expect(Q({ a: 1 }).equals(Q({ a: 2 }))).toBe(false);
  expect(Q({ a: 1 }).equals(Q({ a: 1 }).not())).toBe(false);
});

test('what could not mean anything is refused', async () => {
  expect(() => When(Q(), { then: 1 })).toThrow(/empty condition/);
  expect(() => Article.objects.filter({ author__in: Author.objects.values('pk', 'name') })).toThrow(
    /must have one selected column \(received 2\)/,
  );
});
