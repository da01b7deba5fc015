import {
  Case,
  Count,
  Exists,
  ExpressionWrapper,
  F,
  Func,
  fields,
  functions,
  Max,
  models,
  OuterRef,
  Prefetch,
  Q,
  Subquery,
  Sum,
  Value,
  When,
  Window,
} from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { captureQueries } from '../../../src/db/backends/query-log.ts';
import { testDatabase } from '../../support/database.ts';
import { makeTables } from './app.ts';

class Person extends models.Model {
  name = models.CharField({ maxLength: 20 });
  age = models.IntegerField({ null: true });
  declare bookSet: models.RelatedManager<Book>;
  declare badge: models.RelatedManager<Badge>;
  static objects = models.Manager<Person>();
  static meta: models.Meta<Person> = { ordering: [F('name').asc()] };
}

class Book extends models.Model {
  title = models.CharField({ maxLength: 20 });
  price = models.DecimalField({ maxDigits: 6, decimalPlaces: 2 });
  rating = models.FloatField({ default: 0 });
  published = models.DateField();
  author = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
  declare authorId: number;
  static objects = models.Manager<Book>();
}

class Badge extends models.Model {
  owner = models.ForeignKey(() => Person, {
    onDelete: models.CASCADE,
    primaryKey: true,
    relatedName: 'badge',
  });
  number = models.IntegerField();
  static objects = models.Manager<Badge>();
}

class Edge extends models.Model {
  from = models.ForeignKey(() => Person, { onDelete: models.CASCADE, relatedName: 'outgoing' });
  to = models.ForeignKey(() => Person, { onDelete: models.CASCADE, relatedName: 'incoming' });
  static objects = models.Manager<Edge>();
}

let ann: Person;
let bob: Person;
let cid: Person;

beforeEach(async () => {
  await makeTables('library', [Person, Book, Badge, Edge]);
  [ann, bob, cid] = (await Person.objects.bulkCreate([
    new Person({ name: 'Ann', age: 30 }),
    new Person({ name: 'Bob', age: 50 }),
    new Person({ name: 'Cid', age: null }),
  ])) as [Person, Person, Person];
  await Book.objects.bulkCreate([
    new Book({ title: 'A1', price: '10.00', rating: 1.5, published: '2001-02-03', author: ann }),
    new Book({ title: 'A2', price: '20.00', rating: 2.5, published: '2002-02-03', author: ann }),
    new Book({ title: 'B1', price: '30.00', rating: 3.5, published: '2003-02-03', author: bob }),
  ]);
});

const names = async (people: PromiseLike<readonly Person[]>): Promise<string[]> =>
  (await people).map(({ name }) => name).sort();

test('all rows xor some are the others', async () => {
  const some = Person.objects.filter({ name: 'Ann' });
  expect(await names(Person.objects.all().xor(some))).toEqual(['Bob', 'Cid']);
  expect(await names(some.xor(Person.objects.all()))).toEqual(['Bob', 'Cid']);
});

test('rows of values go together only with rows of the same values', async () => {
  const titles = Book.objects.values('title');
  expect(() => titles.or(Book.objects.values('price'))).toThrow(/the same values/);
  expect(() => titles.and(Book.objects.all() as never)).toThrow(/one has title, the other whole objects/);
  const both = titles.filter({ title: 'A1' }).or(titles.filter({ title: 'B1' }));
  expect(await both.orderBy('title')).toEqual([{ title: 'A1' }, { title: 'B1' }]);
});

test('a negated Q is negated itself, so that its conditions still go to the clauses where they belong', async () => {
  const rank = Window(functions.RowNumber(), { orderBy: 'title' });
  const found = Book.objects
    .annotate({ rank, readers: Count('author__incoming') })
    .filter(
      Q({ title: 'B1' })
        .or(Q({ rank: 1 }), Q({ readers__gt: 0 }))
        .not(),
    )
    .orderBy('title');
  expect((await found).map(({ title }) => title)).toEqual(['A2']);
});

test('windows are filtered and sorted by at once, and counted', async () => {
  const total = Window(Sum('rating'), { partitionBy: 'author' });
  const found = Book.objects.annotate({ total }).filter({ total__gt: 3.5 }).orderBy('total', 'title');
  expect((await found).map(({ title }) => title)).toEqual(['A1', 'A2']);
  expect(await found.exists()).toBe(true);
  expect(await found.slice(1, 5).aggregate({ n: Count('author__name') })).toEqual({ n: 1 });
});

test('Ntile() takes its number of buckets by name', async () => {
  const half = Window(functions.Ntile({ numBuckets: 2 }), { orderBy: 'title' });
  expect(await Book.objects.annotate({ half }).orderBy('title').valuesList('half', { flat: true })).toEqual([
    1, 1, 2,
  ]);
});

test('exists() of a union asks its parts without a limit of their own', async () => {
  const parts = ['A1', 'B1'].map((title) => Book.objects.filter({ title }).values('title'));
  const { result, queries } = await captureQueries(() => parts[0]!.union(parts[1]!).exists());
  expect(result).toBe(true);
  expect(queries[0]!.sql.match(/LIMIT/g)).toHaveLength(1);
  expect(await parts[0]!.union(parts[1]!).orderBy('title').slice(2, null).exists()).toBe(false);
});

test('aggregates of distinct rows are filtered by relations', async () => {
  const people = Person.objects.distinct();
  expect(await people.aggregate({ n: Count('book', { filter: Q({ book__author: bob }) }) })).toEqual({
    n: 1,
  });
});

test('rows that point at what is deleted by several keys go by one statement', async () => {
  await Edge.objects.create({ from: ann, to: bob });
  await Edge.objects.create({ from: bob, to: ann });
  await Edge.objects.create({ from: bob, to: cid });
  const { result, queries } = await captureQueries(() => ann.delete());
  expect(result).toEqual([5, { 'library.Edge': 2, 'library.Book': 2, 'library.Person': 1 }]);
  expect(queries.filter(({ sql }) => sql.includes('library_edge'))).toHaveLength(1);
});

test('a relation whose key only() left out is prefetched, its keys by one query', async () => {
  const { result, queries } = await captureQueries(async () => [
    ...(await Book.objects.only('title').prefetchRelated('author').orderBy('title')),
  ]);
  expect(queries).toHaveLength(3);
  expect(await Promise.all(result.map(async (book) => (await book.author).name))).toEqual([
    'Ann',
    'Ann',
    'Bob',
  ]);
});

test('rows that are prefetched without the key that ties them are tied all the same', async () => {
  const titles = new Prefetch('bookSet', { queryset: Book.objects.only('title') });
  const people = await Person.objects.prefetchRelated(titles as never).orderBy('name');
  expect(await Promise.all(people.map(async ({ bookSet }) => (await bookSet.all()).length))).toEqual([
    2, 1, 0,
  ]);
});

test("the order of a related model is reversed by '-', but for what says its direction itself", async () => {
  const { queries } = await captureQueries(async () => [...(await Book.objects.orderBy('-author'))]);
  expect(queries[0]!.sql).toMatch(/ORDER BY \S+name\S* ASC/);
});

test('a condition in Case narrows no rows', async () => {
  const label = Case(When(Q({ book__title: 'B1' }), { then: Value('b') }), { default: Value('-') });
  const labels = await Person.objects
    .annotate({ label })
    .filter({ name__in: ['Bob', 'Cid'] })
    .valuesList('name', 'label');
  expect([...labels].sort()).toEqual([
    ['Bob', 'b'],
    ['Cid', '-'],
  ]);
});

test('exclude() over many rows takes values from other relations', async () => {
  const others = Person.objects.exclude({ book__rating__gt: F('age').sub(47) });
  expect(await names(others)).toEqual(['Cid']);
  await Edge.objects.create({ from: bob, to: ann });
  const through = Person.objects.exclude({ book__rating__gt: F('outgoing__to__age') });
  expect(await names(through)).toEqual(['Ann', 'Bob', 'Cid']);
});

test('rows are sorted by comparisons', async () => {
  const later = ExpressionWrapper(Q({ published__gt: '2001-12-31' }), {
    outputField: new fields.BooleanField(),
  });
  const books = await Book.objects.orderBy(later.desc(), 'title');
  expect(books.map(({ title }) => title)).toEqual(['A2', 'B1', 'A1']);
  const read = Exists(Book.objects.filter({ author: OuterRef('pk'), title: 'B1' }));
  expect((await Person.objects.orderBy(read.desc(), 'name')).map(({ name }) => name)).toEqual([
    'Bob',
    'Ann',
    'Cid',
  ]);
});

test('decimals and floats mix only when the result is named, but for numbers that are written down', async () => {
  await expect(async () => Book.objects.annotate({ x: F('price').mul(F('rating')) }).first()).rejects.toThrow(
    /DecimalField, FloatField/,
  );
  const book = await Book.objects.annotate({ x: F('price').mul(1.5) }).get({ title: 'A1' });
  expect(Number(book.x)).toBe(15);
});

test('years that no date has are refused', async () => {
  await expect(async () => Book.objects.filter({ published__year: 0 }).count()).rejects.toThrow(
    'Year 0 is out of range.',
  );
});

test.runIf(testDatabase().ENGINE === 'sqlite3')('SQLite does not round to tens', async () => {
  const tens = Book.objects.annotate({ tens: functions.Round('rating', { precision: -1 }) });
  await expect(async () => tens.first()).rejects.toThrow('This database cannot round to -1 digits');
});

test('a name that values() selects is what rows are sorted by, not the order of the related model', async () => {
  const { result, queries } = await captureQueries(async () => [
    ...(await Book.objects.values('author', 'title').orderBy('-author', 'title')),
  ]);
  expect(queries[0]!.sql).not.toMatch(/JOIN/);
  expect(result.map(({ title }) => title)).toEqual(['B1', 'A1', 'A2']);
});

test('an aggregate over a slice of values reads annotations that the values leave out', async () => {
  const first = Book.objects
    .filter({ author: OuterRef('pk') })
    .orderBy('title')
    .values('title')
    .slice(0, 1);
  const people = Person.objects
    .annotate({ first: Subquery(first) })
    .values('name')
    .orderBy('name')
    .slice(0, 2);
  expect(await people.aggregate({ n: Count('pk', { filter: Q({ first__startswith: 'B' }) }) })).toEqual({
    n: 1,
  });
});

test('rows are not updated in the order of an aggregate', async () => {
  const people = Person.objects.annotate({ n: Count('book') }).orderBy('-n');
  await expect(async () => people.update({ age: 1 })).rejects.toThrow(
    'Cannot update when ordering by an aggregate: n.',
  );
});

test('expressions in a list on the right side follow into subqueries', async () => {
  const odd = Person.objects.filter(Q({ id__in: [F('age'), bob.pk], book__title: 'A1' }).not());
  const books = Book.objects.exclude(Q({ author__in: odd }).not());
  expect((await books.orderBy('title')).map(({ title }) => title)).toEqual(['A1', 'A2', 'B1']);
});

test('a foreign key that is the primary key leads back to one row', async () => {
  const held = Person.objects.exclude({ badge__number__gt: 1 });
  await Badge.objects.create({ owner: ann, number: 5 });
  const { result, queries } = await captureQueries(() => names(held));
  expect(result).toEqual(['Bob', 'Cid']);
  expect(queries[0]!.sql).not.toMatch(/EXISTS/);
});

test('only() leaves out no relation that selectRelated() follows back', async () => {
  const people = Person.objects.only('name').selectRelated('badge' as never);
  await expect(async () => people.first()).rejects.toThrow('cannot be both deferred and traversed');
});

test('texts that functions make are CharFields, and go together with others', async () => {
  const shown = functions.Coalesce(functions.Chr(Value(65)), functions.Left('title', 1), 'title');
  expect(await Book.objects.annotate({ shown }).orderBy('title').valuesList('shown', { flat: true })).toEqual(
    ['A', 'A', 'A'],
  );
});

test('aggregates over a union read the columns that it selects, and no others', async () => {
  const cheap = Book.objects.filter({ price__lt: 15 });
  const dear = Book.objects.filter({ price__gte: 15 });
  const count = await Book.objects.count();
  const both = cheap.union(dear, cheap);
  expect(await both.aggregate({ n: Count('id'), last: Max(F('id').add(1)) })).toEqual(
    await Book.objects.aggregate({ n: Count('id'), last: Max(F('id').add(1)) }),
  );
  const titles = cheap.values('title').union(dear.values('title'));
  expect(await titles.aggregate({ n: Count('title') })).toEqual({ n: count });
  await expect(Promise.resolve().then(() => titles.aggregate({ n: Count('id') }))).rejects.toThrow(
    "Cannot aggregate over 'id': the queries that are combined do not select it.",
  );
});

test('a union is sorted by an expression', async () => {
  const both = Book.objects.filter({ title__startswith: 'A' }).union(Book.objects.filter({ title: 'B1' }));
  expect((await both.orderBy(F('title').desc())).map(({ title }) => title)).toEqual(['B1', 'A2', 'A1']);
});

test('aggregates of no rows are their defaults', async () => {
  const wanted = {
    sum: Sum('rating', { default: 7 }),
    other: Sum('rating', { default: Value(8) }),
    n: Count('pk'),
  };
  expect(await Book.objects.none().aggregate(wanted)).toEqual({ sum: 7, other: 8, n: 0 });
});

test('a function of the database is written as its template says', async () => {
  const next = new Func('rating', { function: 'ABS', template: '%(function)s(%(expressions)s) + 1' });
  expect(await Book.objects.annotate({ next }).orderBy('title').valuesList('next', { flat: true })).toEqual([
    2.5, 3.5, 4.5,
  ]);
  const twice = new Func(F('rating').add(1), { template: '(%(expressions)s - %(expressions)s)' });
  expect((await Book.objects.annotate({ twice }).first())!.twice).toBe(0);
  const least = new Func({ template: 'ABS(-3)', outputField: new fields.IntegerField() });
  expect((await Book.objects.annotate({ least }).first())!.least).toBe(3);
  const left = new Func('rating', { template: 'ABS(-3)' });
  await expect(async () => Book.objects.annotate({ left }).first()).rejects.toThrow(
    'The template "ABS(-3)" has no place for the arguments.',
  );
});

test('Round() takes its digits from an expression, too', async () => {
  const round = functions.Round(
    ExpressionWrapper(F('rating').div(3), { outputField: new fields.FloatField() }),
    {
      precision: Value(1),
    },
  );
  expect(await Book.objects.annotate({ round }).orderBy('title').valuesList('round', { flat: true })).toEqual(
    [0.5, 0.8, 1.2],
  );
});

test('what cannot be prefetched is refused when it is written', async () => {
  expect(() => new Prefetch('bookSet', { queryset: Book.objects.values('title') as never })).toThrow(
    /cannot use values/,
  );
  const read = async (): Promise<void> => {
    for await (const _ of Person.objects.prefetchRelated('bookSet' as never).iterator()) break;
  };
  await expect(read()).rejects.toThrow('chunkSize has to be given');
  expect(() => Book.objects.valuesList('title', { flat: true, named: true } as never)).toThrow(
    "can't be used together",
  );
});

test('a date has no time zone', async () => {
  const year = functions.ExtractYear('published', { timeZone: 'Asia/Seoul' });
  await expect(async () => Book.objects.annotate({ year }).first()).rejects.toThrow(
    'A DateField has no time zone.',
  );
});
