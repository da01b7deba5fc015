import { FieldDoesNotExist } from 'jango/core/errors';
import * as db from 'jango/db';
import { fields, models, registerModel } from 'jango/db';
import { receiver } from 'jango/dispatch';
import { expect, expectTypeOf, test } from 'vitest';

/** As Django's `from django.db import models` has it. */
const QUERIES = [
  ...['Aggregate', 'AnyValue', 'Avg', 'Count', 'Max', 'Min', 'StdDev', 'StringAgg', 'Sum', 'Variance'],
  ...['Case', 'Exists', 'Expression', 'ExpressionWrapper', 'F', 'FilteredRelation', 'Func', 'JSONNull'],
  ...['Lookup', 'OrderBy', 'OuterRef', 'Prefetch', 'Q', 'RowRange', 'Subquery', 'Transform', 'Value'],
  ...['ValueRange', 'When', 'Window', 'WindowFrame', 'WindowFrameExclusion', 'prefetchRelatedObjects'],
  ...['ProtectedError', 'RestrictedError'],
] as const;

test('what queries are written with is found in models, too', () => {
  const [found, exported]: Readonly<Record<string, unknown>>[] = [{ ...models }, { ...db }];
  for (const name of QUERIES) expect(found![name], name).toBe(exported![name]);
  expect(QUERIES.every((name) => found![name] !== undefined)).toBe(true);
  expect(models.signals.postSave).toBe(db.postSave);
  expect(models.Field).toBe(fields.Field);
  expectTypeOf(models.Count).toEqualTypeOf<typeof db.Count>();
});

test('kinds of deferring and of leaving out rows have names', () => {
  const unique = new models.UniqueConstraint({
    name: 'u',
    fields: ['a'],
    deferrable: models.Deferrable.DEFERRED,
  });
  expect(unique.deferrable).toBe('deferred');
  expectTypeOf(models.Deferrable.IMMEDIATE).toEqualTypeOf<'immediate'>();
  expect(models.RowRange({ exclusion: models.WindowFrameExclusion.TIES }).key).toContain('TIES');
});

test('choices may have values of any kind', () => {
  const Half = models.Choices({ AM: [0.5, 'Before noon'], PM: [1.5, 'After noon'] });
  expectTypeOf(Half.AM).toEqualTypeOf<0.5>();
  expect(Half.values).toEqual([0.5, 1.5]);
  expect(Half.label(1.5)).toBe('After noon');
  class Watch extends models.Model {
    half = models.FloatField({ choices: Half, default: Half.AM });
    static objects = models.Manager<Watch>();
  }
  registerModel(Watch, 'names');
  expectTypeOf(new Watch().half).toEqualTypeOf<0.5 | 1.5>();
});

test('a class of fields takes lookups', () => {
  class Short extends db.Lookup {
    static override readonly lookupName = 'short';
    override toSql() {
      return { sql: '1 = 1', params: [] };
    }
  }
  class NameField extends fields.CharField {}
  expect(NameField.registerLookup(Short)).toBe(Short);
  NameField.unregisterLookup(Short);
});

test('receiver() connects a function where it is written', async () => {
  class Bell extends models.Model {
    static objects = models.Manager<Bell>();
  }
  registerModel(Bell, 'names');
  const heard: string[] = [];
  const hear = receiver([models.signals.preInit], { sender: Bell, dispatchUid: 'bell' })(({ values }) => {
    heard.push(Object.keys(values).join());
  });
  new Bell({ id: 3 });
  expect(heard).toEqual(['id']);
  expect(models.signals.preInit.disconnect(hear, { sender: Bell, dispatchUid: 'bell' })).toBe(true);
});

test('a weak receiver is heard as long as something holds it', () => {
  class Chime extends models.Model {
    static objects = models.Manager<Chime>();
  }
  registerModel(Chime, 'names');
  const heard: number[] = [];
  const hear = () => heard.push(1);
  models.signals.preInit.connect(hear, { sender: Chime, weak: true });
  models.signals.preInit.connect(hear, { sender: Chime, weak: true });
  new Chime();
  expect(heard).toEqual([1]);
  expect(models.signals.preInit.disconnect(hear, { sender: Chime })).toBe(true);
});

test('_meta tells of composite keys and apps, and a missing field is an error of core', () => {
  class Slot extends models.Model<[number, number]> {
    override pk = models.CompositePrimaryKey<[number, number]>('a', 'b');
    a = models.IntegerField();
    b = models.IntegerField();
    static objects = models.Manager<Slot>();
  }
  registerModel(Slot, 'names');
  expect(Slot._meta.isCompositePk).toBe(true);
  expect(Slot._meta.appConfig?.label).toBe('names');
  expect(() => Slot._meta.getField('c')).toThrow(FieldDoesNotExist);
});
