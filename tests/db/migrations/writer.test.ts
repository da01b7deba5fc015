import { configure } from 'jango/conf';
import { MaxLengthValidator, RegexValidator } from 'jango/core/validators';
import {
  Case,
  Count,
  Decimal,
  Exists,
  F,
  functions,
  fields as modelFields,
  models,
  Q,
  RawSQL,
  RowRange,
  Value,
  When,
  Window,
} from 'jango/db';
import {
  fields,
  Migration,
  type Operation,
  operations,
  timezone,
  UnserializableError,
} from 'jango/db/migrations';
import { Temporal } from 'jango/utils';
import { beforeAll, describe, expect, test } from 'vitest';
import { sameValue } from '../../../src/db/migrations/autodetector/deep-deconstruct.ts';
import { ReferenceFinder } from '../../../src/db/migrations/writer/references.ts';
import { writeMigration } from '../../../src/db/migrations/writer/writer.ts';

let references: ReferenceFinder;

beforeAll(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });
  references = await ReferenceFinder.load();
});

function write(operation: Operation, definition = {}): string {
  const migration = new Migration('shop', '0002_x', { operations: [operation], ...definition });
  return writeMigration(migration, { folder: '/nowhere/shop/migrations', references });
}

/** What a field is written as. */
function fieldText(field: ReturnType<typeof fields.TextField>): string {
  const text = write(operations.AddField({ modelName: 'm', name: 'f', field }));
  return /field: ([\s\S]*?),\n {4}\}\),/.exec(text)![1]!;
}

describe('a migration file', () => {
  test('is TypeScript that imports what it uses and nothing else', () => {
    const text = write(
      operations.CreateModel({
        name: 'Article',
        fields: {
          id: fields.BigAutoField({
            autoCreated: true,
            primaryKey: true,
            serialize: false,
            verboseName: 'ID',
          }),
          title: fields.CharField({ maxLength: 10 }),
          author: fields.ForeignKey('auth.user', { onDelete: models.CASCADE }),
        },
        options: { ordering: ['-id'] },
      }),
      { initial: true, dependencies: [['auth', '0001_initial']] },
    );
    expect(text).toBe(`import { models } from 'jango/db';
import { defineMigration, fields, operations } from 'jango/db/migrations';

export default defineMigration({
  initial: true,
  dependencies: [['auth', '0001_initial']],
  operations: [
    operations.CreateModel({
      name: 'Article',
      fields: {
        id: fields.BigAutoField({ autoCreated: true, primaryKey: true, serialize: false, verboseName: 'ID' }),
        title: fields.CharField({ maxLength: 10 }),
        author: fields.ForeignKey('auth.user', { onDelete: models.CASCADE }),
      },
      options: { ordering: ['-id'] },
    }),
  ],
});
`);
  });

  test('says the same each time', () => {
    const operation = operations.AlterModelOptions({ name: 'article', options: { verboseName: 'story' } });
    expect(write(operation)).toBe(write(operation));
  });

  test('breaks lines that are too long, and escapes what has to be', () => {
    const choices = Array.from({ length: 9 }, (_, i) => [`value ${i}`, `It's "${i}"`] as const);
    expect(fieldText(fields.CharField({ maxLength: 9, choices }))).toContain(
      "\n          ['value 0', 'It\\'s \"0\"'],\n",
    );
    expect(fieldText(fields.TextField({ helpText: "It's\n한국어" }))).toBe(
      'fields.TextField({ helpText: "It\'s\\n한국어" })',
    );
  });

  test('writes values of every kind', () => {
    const given = (value: unknown) => fieldText(fields.JSONField({ default: value as never }));
    expect(given(new Date(0))).toBe("fields.JSONField({ default: new Date('1970-01-01T00:00:00.000Z') })");
    expect(given(new Decimal('1.50'))).toBe("fields.JSONField({ default: new Decimal('1.50') })");
    expect(given(Temporal.PlainDate.from('2024-02-29'))).toBe(
      "fields.JSONField({ default: Temporal.PlainDate.from('2024-02-29') })",
    );
    expect(given(10n)).toBe('fields.JSONField({ default: 10n })');
    expect(given(/a+/gi)).toBe('fields.JSONField({ default: /a+/gi })');
    expect(given({ 'a-b': [1, null, true] })).toBe(
      "fields.JSONField({ default: { 'a-b': [1, null, true] } })",
    );
    expect(given(() => [])).toBe('fields.JSONField({ default: () => [] })');
    expect(given(timezone.now)).toBe('fields.JSONField({ default: timezone.now })');
  });

  test('writes validators with their arguments, and imports their classes', () => {
    const text = write(
      operations.AddField({
        modelName: 'm',
        name: 'f',
        field: fields.TextField({ validators: [new MaxLengthValidator(20), new RegexValidator(/^a/)] }),
      }),
    );
    expect(text).toContain("import { MaxLengthValidator, RegexValidator } from 'jango/core/validators';");
    expect(text).toContain('new MaxLengthValidator(20)');
    expect(text).toContain('new RegexValidator(/^a/');
  });

  test('writes indexes and constraints', () => {
    const text = write(
      operations.AddIndex({
        modelName: 'm',
        index: new models.Index({ fields: ['-title'], name: 'by_title' }),
      }),
    );
    expect(text).toContain("index: new models.Index({ fields: ['-title'], name: 'by_title' }),");
  });

  test('refuses what it cannot write, and says how to make it so', () => {
    const field = fields.TextField({
      default: function makeSlug() {
        return String(Math.random());
      },
    });
    const attempt = () => write(operations.AddField({ modelName: 'm', name: 'f', field }));
    expect(attempt).toThrow(UnserializableError);
    expect(attempt).toThrow(
      /default cannot be written into a migration: it is the function makeSlug\(\)\. Export makeSlug/,
    );
    const nameless = fields.TextField({ default: () => String(Math.random()) });
    expect(() => write(operations.AddField({ modelName: 'm', name: 'f', field: nameless }))).toThrow(
      /a function without a name\. Write it as a function with a name, export it/,
    );
  });
});

test('fields of migrations are Fields to the compiler, and options are checked', () => {
  // @ts-expect-error -- there is no such option
  expect(() => fields.CharField({ maxLenght: 10 })).toThrow("CharField has no option 'maxLenght'");
  // @ts-expect-error -- what happens on deletion has to be said
  expect(() => fields.ForeignKey('auth.user', {})).toThrow('needs an onDelete');
});

test('every field of models can be written in a migration', () => {
  const classes = Object.entries(modelFields).filter(
    ([name, value]) =>
      typeof value === 'function' && value.prototype instanceof modelFields.Field && name !== 'Field',
  );
  expect(Object.keys(fields)).toEqual(expect.arrayContaining(classes.map(([name]) => name)));
});

describe('expressions in a migration', () => {
  const written = (condition: unknown) => {
    const text = write(
      operations.AddConstraint({
        modelName: 'm',
        constraint: new models.CheckConstraint({ name: 'c', condition: condition as Q }),
      }),
    );
    return /condition: ([\s\S]*?)(?:,\n? *| )name: 'c'|name: 'c',\s+condition: ([\s\S]*?),?\s*\}\),\n/
      .exec(text)
      ?.slice(1)
      .find(Boolean);
  };

  test.each<[string, unknown]>([
    ['Q({ price__gte: 0, stock__lt: 10 })', Q({ price__gte: 0, stock__lt: 10 })],
    [
      'Q({ a: 1 }).or(Q({ b: 2 }), Q({ c: null }))',
      Q({ a: 1 })
        .or(Q({ b: 2 }))
        .or(Q({ c: null })),
    ],
    ['Q({ a: 1 }).not()', Q({ a: 1 }).not()],
    ['Q({ a: 1 }).xor(Q({ b: 2 }))', Q({ a: 1 }).xor(Q({ b: 2 }))],
    ["Q({ total__gt: F('price').mul(F('count')) })", Q({ total__gt: F('price').mul(F('count')) })],
    ["Q({ name: functions.Lower(F('name')) })", Q({ name: functions.Lower('name') })],
    [
      "Q({ day__lt: Temporal.PlainDate.from('2024-02-29') })",
      Q({ day__lt: Temporal.PlainDate.from('2024-02-29') }),
    ],
    ["Q({ a: RawSQL('now()', []) })", Q({ a: RawSQL('now()') })],
    ['Q({ a: functions.Now() })', Q({ a: functions.Now() })],
    [
      "Q({ a: Case(When(Q({ b: 1 }), { then: Value('x') }), { default: F('c') }) })",
      Q({ a: Case(When({ b: 1 }, { then: Value('x') }), { default: 'c' }) }),
    ],
    ["Q({ a: Case(When(Q({ b: 1 }), { then: F('x') })) })", Q({ a: Case(When({ b: 1 }, { then: F('x') })) })],
    [
      "Q({ a: functions.Cast(F('b'), { outputField: fields.IntegerField() }) })",
      Q({ a: functions.Cast('b', { outputField: new modelFields.IntegerField() }) }),
    ],
    ["Q({ a: functions.Collate(F('b'), 'C') })", Q({ a: functions.Collate('b', 'C') })],
    ["Q({ a: functions.Extract(F('b'), 'year') })", Q({ a: functions.Extract('b', 'year') })],
    [
      "Q({ a: functions.TruncDay(F('b'), { timeZone: 'Asia/Seoul' }) })",
      Q({ a: functions.TruncDay('b', { timeZone: 'Asia/Seoul' }) }),
    ],
    ["Q({ a: functions.JSONObject({ x: F('b') }) })", Q({ a: functions.JSONObject({ x: 'b' }) })],
    ["Q({ a: functions.Left(F('b'), Value(2)) })", Q({ a: functions.Left('b', 2) })],
    ["Q({ a: functions.KT('data__owner') })", Q({ a: functions.KT('data__owner') })],
    [
      'Q({ a: Window(functions.Rank(), { frame: RowRange({ start: -1 }) }) })',
      Q({ a: Window(functions.Rank(), { frame: RowRange({ start: -1 }) }) }),
    ],
    ["Q({ a: Count(F('b'), { distinct: true }) })", Q({ a: Count('b', { distinct: true }) })],
  ])('%s is written as that', (text, condition) => {
    expect(written(condition)).toBe(text);
  });

  test('a subquery is refused: it is asked of models that may be gone', () => {
    const rows = { bakedQuery: () => ({ clone: () => ({}) }) };
    expect(() => written(Q({ a: new Exists(rows as never) }))).toThrow(UnserializableError);
  });

  test('a changed branch of a Case is a change', () => {
    const value = (then: unknown) => Case(When({ a: 1 }, { then }), { default: 0 });
    expect(sameValue(value(1), value(1))).toBe(true);
    expect(sameValue(value(1), value(2))).toBe(false);
  });

  test('a changed condition is a change', () => {
    expect(sameValue(Q({ a: 1 }), Q({ a: 1 }))).toBe(true);
    expect(sameValue(Q({ a: 1 }), Q({ a: 2 }))).toBe(false);
    expect(sameValue(Q({ a: 1 }), Q({ a: 1 }).not())).toBe(false);
    expect(sameValue(F('a').add(1), F('a').add(2))).toBe(false);
    expect(sameValue(functions.Lower('a'), functions.Upper('a'))).toBe(false);
  });
});
