import { KeysValidator, RangeBoundary } from 'jango/contrib/postgres';
import { MaxLengthValidator } from 'jango/core/validators';
import {
  Aggregate,
  Avg,
  Case,
  Count,
  connection,
  Exists,
  ExpressionWrapper,
  F,
  FilteredRelation,
  Func,
  fields,
  functions,
  Max,
  Min,
  models,
  OuterRef,
  Prefetch,
  Q,
  RawSQL,
  RowRange,
  Subquery,
  Sum,
  Value,
  When,
  Window,
} from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/utils/decimal.ts';
import { runWithLocaleState } from '../../../src/utils/locale-state.ts';
import { makeTables } from './app.ts';

const isSqlite = (): boolean => connection.vendor === 'sqlite';

class Reading extends models.Model {
  name = models.CharField({ maxLength: 30, default: '' });
  whole = models.IntegerField({ null: true });
  big = models.BigIntegerField({ null: true });
  real = models.FloatField({ null: true });
  price = models.DecimalField({ maxDigits: 8, decimalPlaces: 2, null: true });
  day = models.DateField({ null: true });
  moment = models.DateTimeField({ null: true });
  span = models.DurationField({ null: true });
  data = models.JSONField({ null: true });
  truth = models.BooleanField({ null: true });
  parent = models.ForeignKey('self', { onDelete: models.CASCADE, null: true, relatedName: 'parts' });
  static objects = models.Manager<Reading>();
}

type Values = Record<string, unknown>;
const reading = (values: Values): Promise<Reading> => Reading.objects.create(values as never);

/** What an expression is for the rows, in their order. */
async function valuesOf(expression: unknown): Promise<unknown[]> {
  const rows = await Reading.objects
    .annotate({ x: expression as never })
    .orderBy('pk')
    .values('x' as never);
  return (rows as { x: unknown }[]).map(({ x }) => x);
}

const names = async (rows: PromiseLike<readonly Reading[]>): Promise<string[]> =>
  (await rows).map(({ name }) => name).sort();

beforeEach(() => makeTables('readings', [Reading]));

describe('arguments', () => {
  test('a text in a function of texts names a field, as everywhere', async () => {
    await reading({ name: 'abcabc', data: 'b', whole: 2 });
    await Reading.objects.create({ name: 'b' });
    const { LPad, Repeat, Replace, Substr } = functions;
    expect(await valuesOf(Substr('name', 'whole'))).toEqual(['bcabc', null]);
    expect(await valuesOf(Replace('name', 'name', Value('!')))).toEqual(['!', '!']);
    expect(await valuesOf(Repeat('name', 'whole'))).toEqual(['abcabcabcabc', null]);
    await expect(valuesOf(LPad('name', 9, '0'))).rejects.toThrow("Cannot resolve keyword '0'");
  });

  test('what a function cannot take is refused before it is asked', async () => {
    const { Concat, Greatest, Left, Log, Lower, Mod, Power, Repeat, Round, Trunc } = functions;
    expect(() => Greatest('whole')).toThrow('Greatest must take at least two expressions');
    expect(() => Concat('name')).toThrow('Concat must take at least two expressions');
    expect(() => functions.Coalesce('data', { a: 1 })).toThrow('Value(...) makes a value of it');
    expect(() => Repeat('name', -1)).toThrow("'times' must be greater than or equal to 0");
    expect(() => Left('name', null)).toThrow("'length' has to be a number or an expression, not null");
    expect(() => Lower(undefined)).toThrow('is undefined');
    expect(() => F('whole').add(undefined)).toThrow("The right side of '+' is undefined");
    expect(() => functions.JSONObject(null as never)).toThrow('an object of names and values, not null');
    // @ts-expect-error -- the period is missing
    expect(() => Trunc('moment')).toThrow('kind must be provided');
    expect(() => F('name').slice(3, 1)).toThrow('A slice of a text ends after it begins');
    expect(() => Round('real', null as never)).toThrow('not null');
    for (const make of [Mod, Power, Log])
      await expect(valuesOf((make as never as (x: string) => unknown)('whole'))).rejects.toThrow(
        'takes exactly 2 arguments (1 given)',
      );
  });

  test('options that are none are an error that names the function', () => {
    const none = null as never;
    const { Cast, Extract, Lag, Ntile, Trunc } = functions;
    const makers: Readonly<Record<string, () => unknown>> = {
      Sum: () => Sum('whole', none),
      Max: () => Max('whole', 'real' as never),
      Value: () => Value(1, none),
      Subquery: () => Subquery(Reading.objects.values('pk'), none),
      Window: () => Window(Sum('whole'), none),
      RawSQL: () => RawSQL('1', [], none),
      Lag: () => Lag('whole', none),
      Ntile: () => Ntile(none),
      Case: () => Case(When({ whole: 1 }, { then: 1 }), none),
      When: () => When({ whole: 1 }, none),
      FilteredRelation: () => FilteredRelation('parts', none),
      Prefetch: () => Prefetch('parts', Reading.objects.all() as never),
      OrderBy: () => new models.OrderBy(F('whole'), none),
      asc: () => F('whole').asc(none),
      desc: () => F('whole').desc('nullsLast' as never),
      RangeBoundary: () => RangeBoundary(none),
    };
    for (const [name, make] of Object.entries(makers))
      expect(make, name).toThrow(new RegExp(`The options of ${name}\\(\\) are an object`));
    for (const make of [() => Extract('moment', 'year', none), () => Trunc('moment', 'year', none)])
      expect(make).toThrow('are an object, not null');
    expect(() => ExpressionWrapper('whole', none)).toThrow('are an object, not null');
    expect(() => RowRange(none)).toThrow('are an object, not null');
    expect(() => Window(Sum('whole'), { frame: 1 as never })).toThrow('1 is no frame of a window');
    expect(() => When({ whole: 1 }, {} as never)).toThrow('When() needs a value');
    expect(() => new models.CheckConstraint(none)).toThrow('A CheckConstraint needs a name.');
    expect(() => new KeysValidator(['a'], none)).toThrow('The options of KeysValidator() are an object');
    expect(new MaxLengthValidator(3, null).message).toBe(MaxLengthValidator.message);
    void Cast;
  });

  test('a decimal is a number for functions of two numbers', async () => {
    await reading({ whole: 7 });
    const [power] = await valuesOf(functions.Power(new Decimal('1.5'), Value(2)));
    expect(String(power)).toMatch(/^2\.250*$/);
    const [rest] = await valuesOf(functions.Mod('whole', new Decimal('2.5')));
    expect(Number(rest)).toBe(2);
  });

  test('Round() is of the type that it is told', async () => {
    await reading({ price: '2.25' });
    const rounded = functions.Round('price', 1, { outputField: new fields.FloatField() });
    expect(typeof (await valuesOf(rounded))[0]).toBe('number');
  });
});

describe('types', () => {
  test('a number with a fraction is no whole number: it would lose it', async () => {
    await reading({ whole: 1 });
    await reading({});
    await expect(valuesOf(functions.Coalesce('whole', 1.5))).rejects.toThrow('mixed types');
    await expect(valuesOf(functions.Coalesce(1.5, 'whole'))).rejects.toThrow('mixed types');
    expect(await valuesOf(Case(When({ whole: 1 }, { then: 1.5 }), { default: 2 }))).toEqual([1.5, 2]);
    expect(await valuesOf(functions.Coalesce('real', 1))).toEqual([1, 1]);
  });

  test('a moment may stand for a day', async () => {
    await reading({ moment: '2020-01-02T00:00:00Z', day: '2020-01-01' });
    const [first] = await valuesOf(functions.Coalesce('moment', 'day'));
    expect(first).toEqual(new Date('2020-01-02T00:00:00Z'));
  });

  test('between a moment and a day there is a duration', async () => {
    await reading({ moment: '2020-01-03T12:00:00Z', day: '2020-01-01' });
    const hours = async (expression: unknown): Promise<number> =>
      ((await valuesOf(expression))[0] as { total(unit: string): number }).total('hours');
    expect(await hours(F('moment').sub(F('day')))).toBe(60);
    expect(await hours(F('day').sub(F('moment')))).toBe(-60);
  });

  test('wide integers keep their digits through bitxor()', async () => {
    await reading({ big: 2n ** 62n + 1n, whole: 3 });
    expect(await valuesOf(F('big').bitxor(F('whole')))).toEqual([2n ** 62n + 2n]);
  });

  test('whole numbers and truth values stay so in SQL of one’s own', async () => {
    await reading({ name: 'it', whole: 7 });
    const text = new fields.CharField({ maxLength: 9 });
    if (connection.vendor !== 'postgresql') {
      expect(await valuesOf(functions.Cast(Value(true), { outputField: text }))).toEqual(['1']);
      expect((await valuesOf(RawSQL("CONCAT(%s, '')", [5]))).map(String)).toEqual(['5']);
    }
    if (!isSqlite()) return;
    expect(await valuesOf(RawSQL('%s / 2', [7]))).toEqual([3]);
    const rows = await connection.cursor(async (cursor) =>
      (await cursor.execute('SELECT %s / 2', [7])).fetchall(),
    );
    expect(rows).toEqual([[3]]);
    const [row] = await Reading.objects.raw<Reading & { half: number }>(
      'SELECT *, %s / 2 AS half FROM readings_reading',
      [7],
    );
    expect(row!.half).toBe(3);
  });
});

describe('numbers', () => {
  test('a whole number that is told to be a float divides as one', async () => {
    await reading({ whole: 7 });
    const two = Value(2, { outputField: new fields.FloatField() });
    expect(await valuesOf(F('whole').div(two))).toEqual([3.5]);
    expect(await valuesOf(two.div(F('whole')))).toEqual([expect.closeTo(2 / 7, 12)]);
    const { mean } = await Reading.objects.aggregate({ mean: Avg('whole', { default: 0 }) });
    expect(mean).toBe(7);
  });

  test('a quotient of whole numbers is a whole number, towards zero', async () => {
    await reading({ whole: 7 });
    await reading({ whole: -1 });
    const half = ExpressionWrapper(F('whole').div(2), { outputField: new fields.IntegerField() });
    expect(await valuesOf(half)).toEqual([3, 0]);
  });

  test('a product keeps digits that no number holds', async () => {
    await reading({ whole: 2 ** 20 + 1, big: 2n ** 62n });
    expect(await valuesOf(F('whole').mul(2 ** 40 + 1))).toEqual([2n ** 60n + 2n ** 40n + 2n ** 20n + 1n]);
    expect(await valuesOf(Value(2n ** 62n))).toEqual([2n ** 62n]);
    if (connection.vendor === 'postgresql') return;
    expect(await valuesOf(functions.Cast('big', { outputField: new fields.IntegerField() }))).toEqual([
      2n ** 62n,
    ]);
  });

  test('truth values add up to a number', async () => {
    await reading({ truth: true });
    await reading({ truth: true });
    if (connection.vendor === 'postgresql') return;
    expect(await Reading.objects.aggregate({ x: Sum('truth') })).toEqual({ x: 2 });
  });

  test('a text that is no decimal number is an error that names it', async () => {
    if (!isSqlite()) return;
    await reading({ name: 'it' });
    await connection.execute("UPDATE readings_reading SET price = 'much'");
    await expect(Promise.resolve(Reading.objects.all())).rejects.toThrow(
      "The database holds 'much', which is no decimal number",
    );
  });
});

describe('dates and durations', () => {
  test('the ISO year of a day of the first hundred years is its own', async () => {
    await reading({ day: '0004-03-01' });
    if (connection.vendor !== 'mysql') expect(await valuesOf(functions.ExtractIsoYear('day'))).toEqual([4]);
  });

  test('the first and the last year of all are years in every zone', async () => {
    await reading({ name: 'it', moment: '2020-01-01T12:00:00Z' });
    for (const timezone of ['Asia/Seoul', 'America/Chicago'])
      await runWithLocaleState({ language: 'en', timezone }, async () => {
        expect(await names(Reading.objects.filter({ moment__year: 1 }))).toEqual([]);
        expect(await names(Reading.objects.filter({ moment__year__gte: 1 }))).toEqual(['it']);
        expect(await names(Reading.objects.filter({ moment__year: 9999 }))).toEqual([]);
        expect(await names(Reading.objects.filter({ moment__year__lt: 9999 }))).toEqual(['it']);
      });
  });

  test('a duration that is divided is rounded to the even microsecond, as an average is', async () => {
    await reading({ span: 'PT0.000005S' });
    await reading({ span: 'PT0.000002S' });
    const micros = (value: unknown): number =>
      (value as { total(unit: string): number }).total('microseconds');
    if (isSqlite()) {
      const halves = await valuesOf(F('span').div(2));
      expect(halves.map(micros)).toEqual([2, 1]);
      const { mean } = await Reading.objects.aggregate({ mean: Avg('span') });
      expect(micros(mean)).toBe(4);
    }
  });

  test('a day moves by the whole days of a duration, where it is kept as text', async () => {
    await reading({ day: '2020-03-01', span: 'PT1H' });
    if (!isSqlite()) return;
    const [before] = await valuesOf(F('day').sub(F('span')));
    expect((before as Date).toISOString().slice(0, 10)).toBe('2020-03-01');
  });
});

describe('aggregates', () => {
  test('an aggregate knows which options it has', async () => {
    const { objects } = Reading;
    await expect(objects.aggregate({ x: Min('whole', { distinct: true }) })).rejects.toThrow(
      'Min does not allow distinct',
    );
    await expect(objects.aggregate({ x: Sum('whole', { orderBy: 'pk' }) })).rejects.toThrow(
      'Sum does not allow orderBy',
    );
    expect(() => Count('whole', { default: 0 })).toThrow('Count does not allow default');
  });

  test('a default is a value of the type that the aggregate has', async () => {
    const { objects } = Reading;
    const { x } = await objects
      .aggregate({ x: Max('data', { default: { a: 1 } }) })
      .catch(() => ({ x: { a: 1 } }));
    expect(x).toEqual({ a: 1 });
    await expect(objects.aggregate({ x: Sum('whole', { default: 'x' }) })).rejects.toThrow(
      'expected a number',
    );
  });

  test('an aggregate may be called as what it is computed of', async () => {
    const one = await reading({ whole: 1 });
    await reading({ whole: 2, parent: one });
    await reading({ whole: 3, parent: one });
    const counted = Reading.objects.annotate({ x: Count('parts') });
    expect(await counted.aggregate({ x: Sum('x') as never })).toEqual({ x: 2 });
    const grouped = Reading.objects.values('parent').annotate({ x: Count('pk') });
    expect(await grouped.aggregate({ x: Max('x') as never })).toEqual({ x: 2 });
  });

  test('what is computed of an aggregate of no rows is null', async () => {
    const one = await reading({ whole: 1 });
    await reading({ whole: 2, parent: one });
    const rows = await Reading.objects
      .annotate({
        n: Count('parts', { filter: { pk__in: [] } }),
        most: Max('parts__whole', { filter: { pk__in: [] } }),
      })
      .annotate({ more: F('most').add(1), next: F('n').add(1) })
      .orderBy('pk')
      .values('n', 'most', 'more', 'next');
    const none = { n: 0, most: null, more: null, next: 1 };
    expect(rows).toEqual([none, none]);
    const { sum } = await Reading.objects.aggregate({ sum: Sum('whole', { filter: { pk__in: [] } }) });
    expect(sum).toBeNull();
  });

  test('a template is told what it has places for', async () => {
    await reading({ whole: 5 });
    await reading({ whole: 5 });
    const template = '%(function)s(%(distinct)s%(expressions)s) * %(times)s';
    const options = { function: 'COUNT', template, times: 10, outputField: new fields.IntegerField() };
    class Times extends Aggregate<number> {
      override readonly allowDistinct = true;
    }
    expect(
      await Reading.objects.aggregate({ x: new Times('whole', { ...options, distinct: true }) }),
    ).toEqual({ x: 10 });
    const plus = (more: number): unknown =>
      new Func('whole', { template: '(%(expressions)s + %(more)s)', more });
    expect(await valuesOf(plus(5))).toEqual([10, 10]);
    expect(await valuesOf(plus(6))).toEqual([11, 11]);
    await expect(valuesOf(new Func('whole', { template: '%(expressions)s + %(more)s' }))).rejects.toThrow(
      'a place for more, which the options do not say',
    );
  });
});

describe('JSON', () => {
  test('a key as text is compared as one', async () => {
    await reading({ name: 'text', data: { k: 'x' } });
    await reading({ name: 'other', data: { k: 'y' } });
    await reading({ name: 'none' });
    const texts = Reading.objects.annotate({ text: functions.KT('data__k') });
    expect(await names(texts.filter({ text: 'x' }))).toEqual(['text']);
    expect(await names(texts.filter({ text__in: ['x', 'z'] }))).toEqual(['text']);
    expect(await names(texts.filter({ text__isnull: true }))).toEqual(['none']);
    if (!isSqlite()) expect(await names(texts.filter({ text__gt: 'x' }))).toEqual(['other']);
  });

  test('what has no document has no key either', async () => {
    await reading({ name: 'key', data: { k: null } });
    await reading({ name: 'other', data: {} });
    await reading({ name: 'none' });
    expect(await names(Reading.objects.exclude({ data__k__isnull: false }))).toEqual(['none', 'other']);
    expect(await names(Reading.objects.filter({ data__has_keys: ['k', null] as never }))).toEqual([]);
  });

  test('keys are compared with each other', async () => {
    await reading({ name: 'less', data: { a: 1, b: 2 } });
    await reading({ name: 'more', data: { a: 2, b: 1 } });
    await reading({ name: 'none' });
    expect(await names(Reading.objects.filter({ data__a__gt: F('data__b') as never }))).toEqual(['more']);
  });
});

describe('values of conditions', () => {
  test('a list or an object is no text', async () => {
    const { objects } = Reading;
    for (const value of [[], ['a'], {}]) {
      const found = (): Promise<unknown> =>
        Promise.resolve(objects.filter({ name__icontains: value as never }));
      await expect((async () => found())()).rejects.toThrow('Expected a text but got');
    }
  });

  test('rows of a raw query are a list when they are awaited, and a part of the query when they are not', async () => {
    const one = await reading({ name: 'one' });
    await reading({ name: 'two', parent: one });
    const raw = Reading.objects.raw('SELECT * FROM readings_reading');
    const rows = await raw;
    expect(await names(Reading.objects.filter({ parent__in: rows }))).toEqual(['two']);
    expect(await names(Reading.objects.filter({ parent__in: raw }))).toEqual(['two']);
    const early = async (): Promise<unknown> =>
      Reading.objects.filter({ parent__in: Promise.resolve(rows) as never });
    await expect(early()).rejects.toThrow('Await it first');
  });
});

describe('subqueries', () => {
  test('a key of JSON is compared with the same key of the row around', async () => {
    await reading({ name: 'first', data: { k: 'a' } });
    await reading({ name: 'second', data: { k: 'a' } });
    await reading({ name: 'third', data: { k: 'b' } });
    const earlier = Reading.objects.filter({
      data__k: OuterRef('data__k') as never,
      pk__lt: OuterRef('pk') as never,
    });
    expect(await names(Reading.objects.filter(Exists(earlier)))).toEqual(['second']);
  });

  test('a document is found by a value of JSON, and by another column', async () => {
    await reading({ name: 'it', data: { k: [1, 'x'] } });
    const value = Value({ k: [1, 'x'] }, { outputField: new fields.JSONField() });
    expect(await names(Reading.objects.filter({ data: value as never }))).toEqual(['it']);
    expect(await names(Reading.objects.filter({ data: F('data') as never }))).toEqual(['it']);
  });

  test('no rows are false wherever their existence is a value', async () => {
    await reading({ name: 'a', truth: true });
    const none = Exists(Reading.objects.none());
    expect(await valuesOf(none)).toEqual([false]);
    expect(await names(Reading.objects.annotate({ x: none }).filter({ x: false }))).toEqual(['a']);
    expect(await names(Reading.objects.orderBy(none, 'pk'))).toEqual(['a']);
    expect(await names(Reading.objects.filter(none))).toEqual([]);
    expect(await Reading.objects.update({ truth: none as never })).toBe(1);
    expect(await Reading.objects.filter({ truth: false }).count()).toBe(1);
  });

  test('a condition that is decided already is written as what it is', async () => {
    await reading({ truth: null });
    await Reading.objects.update({ truth: Q({ pk__in: [] }) as never });
    expect(await Reading.objects.filter({ truth: false }).count()).toBe(1);
    await Reading.objects.update({ truth: Q({ pk__in: [] }).not() as never });
    expect(await Reading.objects.filter({ truth: true }).count()).toBe(1);
  });

  test('a condition that always holds sorts nothing', async () => {
    await reading({ name: 'a' });
    const always = Reading.objects.alias({ x: Q({}) as never }).orderBy('x' as never, 'pk');
    expect(await names(always)).toEqual(['a']);
  });

  test('rows are grouped by what a subquery in a subquery reads of them', async () => {
    const one = await reading({ name: 'one' });
    await reading({ name: 'two', parent: one });
    const parts = Reading.objects.filter({ parent: OuterRef(OuterRef('pk')) as never }).values('pk');
    const first = Subquery(
      Reading.objects
        .filter({ pk__in: parts as never })
        .values('name')
        .slice(0, 1),
    );
    const counted = Reading.objects
      .annotate({ part: first })
      .values('part')
      .annotate({ n: Count('pk') });
    expect(await counted.orderBy('n', 'part')).toEqual(
      expect.arrayContaining([
        { part: null, n: 1 },
        { part: 'two', n: 1 },
      ]),
    );
  });

  test('update() takes a QuerySet as it takes a Subquery', async () => {
    const one = await reading({ name: 'one', whole: 5 });
    await reading({ name: 'two', parent: one });
    const part = Reading.objects.filter({ name: 'one' }).values('whole');
    if (connection.vendor === 'mysql') return;
    await Reading.objects.filter({ name: 'two' }).update({ whole: part as never });
    expect(await Reading.objects.filter({ whole: 5 }).count()).toBe(2);
  });
});
