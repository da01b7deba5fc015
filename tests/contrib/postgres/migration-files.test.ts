import { configure } from 'jango/conf';
import {
  AddIndexConcurrently,
  ArrayField,
  ArrayMaxLengthValidator,
  CreateCollation,
  CreateExtension,
  DateTimeRangeField,
  ExclusionConstraint,
  GinIndex,
  HStoreExtension,
  HStoreField,
  OpClass,
  RandomUUID,
  Range,
  RangeBoundary,
  SearchVector,
  ValidateConstraint,
} from 'jango/contrib/postgres';
import { Func, functions, models, Q } from 'jango/db';
import { fields, Migration, type Operation, operations } from 'jango/db/migrations';
import { beforeAll, describe, expect, test } from 'vitest';
import { deconstructField, sameStructure } from '../../../src/db/migrations/autodetector/deep-deconstruct.ts';
import { ReferenceFinder } from '../../../src/db/migrations/writer/references.ts';
import { writeMigration } from '../../../src/db/migrations/writer/writer.ts';

const WRITTEN = `import { AddIndexConcurrently, CreateCollation, CreateExtension, ExclusionConstraint, GinIndex, HStoreExtension, OpClass, ValidateConstraint } from 'jango/contrib/postgres';
import { defineMigration, operations } from 'jango/db/migrations';

export default defineMigration({
  dependencies: [],
  operations: [
    HStoreExtension(),
    CreateExtension('uuid-ossp'),
    CreateCollation({
      name: 'german',
      provider: 'icu',
      locale: 'de',
    }),
    AddIndexConcurrently({
      modelName: 'm',
      index: new GinIndex({ fields: ['tags'], name: 'by_tags', fastupdate: false }),
    }),
    operations.AddConstraint({
      modelName: 'm',
      constraint: new ExclusionConstraint({
        expressions: [['room', '='], [new OpClass('during', 'range_ops'), '&&']],
        name: 'no_overlap',
      }),
    }),
    ValidateConstraint({
      modelName: 'm',
      name: 'positive',
    }),
  ],
});
`;
let references: ReferenceFinder;

beforeAll(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });
  references = await ReferenceFinder.load();
});

function write(...all: Operation[]): string {
  const migration = new Migration('shop', '0002_x', { operations: all });
  return writeMigration(migration, { folder: '/nowhere/shop/migrations', references });
}

describe('a migration file', () => {
  test('writes fields as a model declares them, imported from here', () => {
    const array = ArrayField(ArrayField(models.IntegerField()), { size: 3 });
    const text = write(
      operations.AddField({ modelName: 'm', name: 'a', field: fields.custom(array) }),
      operations.AddField({ modelName: 'm', name: 'h', field: fields.custom(HStoreField()) }),
      operations.AddField({
        modelName: 'm',
        name: 'r',
        field: fields.custom(
          DateTimeRangeField({ defaultBounds: '[]', default: new Range(new Date(0), null, '()') }),
        ),
      }),
    );
    expect(text).toContain(
      "import { ArrayField, DateTimeRangeField, HStoreField, Range } from 'jango/contrib/postgres';",
    );
    expect(text).toContain(
      'field: fields.custom(ArrayField(fields.custom(ArrayField(fields.IntegerField())), { size: 3 })),',
    );
    expect(text).toContain('field: fields.custom(HStoreField()),');
    expect(text).toContain("default: new Range(new Date('1970-01-01T00:00:00.000Z'), null, '()'),");
  });

  test('writes operations, indexes and constraints', () => {
    const index = new GinIndex({ fields: ['tags'], name: 'by_tags', fastupdate: false });
    const constraint = new ExclusionConstraint({
      name: 'no_overlap',
      expressions: [
        ['room', '='],
        [OpClass('during', 'range_ops'), '&&'],
      ],
    });
    expect(
      write(
        HStoreExtension(),
        CreateExtension('uuid-ossp'),
        CreateCollation({ name: 'german', provider: 'icu', locale: 'de' }),
        AddIndexConcurrently({ modelName: 'm', index: index as never }),
        operations.AddConstraint({ modelName: 'm', constraint }),
        ValidateConstraint({ modelName: 'm', name: 'positive' }),
      ),
    ).toBe(WRITTEN);
  });

  test('writes the expressions of indexes and constraints', () => {
    const trigrams = new GinIndex({
      name: 'a',
      expressions: [OpClass(functions.Upper('title'), 'gin_trgm_ops')],
      condition: Q({ n__gt: 1 }),
    });
    const words = new GinIndex({ name: 'b', expressions: [SearchVector('title', { config: 'english' })] });
    const constraint = new ExclusionConstraint({
      name: 'c',
      expressions: [[new Func('a', 'b', RangeBoundary(), { function: 'DATERANGE' }), '&&']],
    });
    const text = write(
      operations.AddIndex({ modelName: 'm', index: trigrams }),
      operations.AddIndex({ modelName: 'm', index: words }),
      operations.AddConstraint({ modelName: 'm', constraint }),
      operations.AddField({
        modelName: 'm',
        name: 'u',
        field: fields.UUIDField({ dbDefault: RandomUUID() }),
      }),
    );
    for (const part of [
      "new OpClass(functions.Upper(F('title')), 'gin_trgm_ops')",
      "new SearchVector('title', { config: new SearchConfig('english') })",
      'new RangeBoundary({ inclusiveLower: true, inclusiveUpper: false })',
      'fields.UUIDField({ dbDefault: new RandomUUID() })',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/new Func\(\s*F\('a'\),\s*F\('b'\),/);
  });

  test('writes validators', () => {
    const field = fields.custom(
      ArrayField(models.TextField(), { validators: [new ArrayMaxLengthValidator(2) as never] }),
    );
    expect(write(operations.AddField({ modelName: 'm', name: 'a', field }))).toContain(
      'fields.custom(ArrayField(fields.TextField(), { validators: [new ArrayMaxLengthValidator(2)] }))',
    );
  });
});

test('a change of the items is a change of the field', () => {
  const same = (a: unknown, b: unknown): boolean =>
    sameStructure(deconstructField(fields.custom(a)), deconstructField(fields.custom(b)));
  const of = (maxLength: number) => ArrayField(models.CharField({ maxLength }));
  expect(same(of(10), of(10))).toBe(true);
  expect(same(of(10), of(20))).toBe(false);
  expect(same(of(10), ArrayField(models.TextField()))).toBe(false);
});
