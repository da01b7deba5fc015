import {
  ArrayField,
  HStoreField as HStore,
  IntegerRangeField as IntegerRange,
  fields as modelFields,
  Range,
} from 'jango/contrib/postgres';
import {
  DateRangeField,
  DecimalRangeField,
  HStoreField,
  IntegerRangeField,
  SimpleArrayField,
  SplitArrayField,
} from 'jango/contrib/postgres/forms';
import { fields, models, registerModel } from 'jango/db';
import * as forms from 'jango/forms';
import { QueryDict } from 'jango/http';
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';

beforeAll(() => configure({ SECRET_KEY: 'test', BASE_DIR: '/tmp', USE_I18N: false }));

class Box extends models.Model {
  tags = ArrayField(models.CharField({ maxLength: 3 }), { size: 2 });
  attributes = HStore({ blank: true });
  ages = IntegerRange({ null: true, blank: true });
  static objects = models.Manager<Box>();
}
registerModel(Box, 'boxes');

class Trip extends models.Model {
  days = IntegerRange();
}
registerModel(Trip, 'boxes');

class TagForm extends forms.Form {
  tags = SimpleArrayField(forms.CharField({ maxLength: 3 }), { maxLength: 3 });
  numbers = SimpleArrayField(forms.IntegerField(), { delimiter: '|', required: false });
}
class ScoreForm extends forms.Form {
  scores = SplitArrayField(forms.IntegerField({ required: false }), { size: 3, removeTrailingNulls: true });
}
class RangeForm extends forms.Form {
  seats = IntegerRangeField();
  price = DecimalRangeField({ required: false, defaultBounds: '[]' });
  days = DateRangeField({ required: false });
}
class DataForm extends forms.Form {
  attributes = HStoreField({ required: false });
}

type Data = Record<string, string>;
const data = (values: Data) => new QueryDict(new URLSearchParams(values).toString());

/** What a form makes of data: its values, or its complaints. */
async function result(form: forms.Form): Promise<unknown> {
  return (await form.isValid())
    ? form.cleanedData
    : Object.fromEntries([...form.errors].map(([name, list]) => [name, [...list].map(String)]));
}

describe('a SimpleArrayField', () => {
  test('parts a text at its delimiter', async () => {
    expect(await result(new TagForm(data({ tags: 'a, b,c', numbers: '1|2' })))).toEqual({
      tags: ['a', 'b', 'c'],
      numbers: [1, 2],
    });
    expect(await result(new TagForm(data({ tags: 'a' })))).toEqual({ tags: ['a'], numbers: [] });
  });

  test('says which item is wrong', async () => {
    expect(await result(new TagForm(data({ tags: 'a,long', numbers: '1|x' })))).toEqual({
      tags: ['Item 2 in the array did not validate: Ensure this value has at most 3 characters (it has 4).'],
      numbers: ['Item 2 in the array did not validate: Enter a whole number.'],
    });
    expect(await result(new TagForm(data({ tags: 'a,b,c,d' })))).toEqual({
      tags: ['List contains 4 items, it should contain no more than 3.'],
    });
    expect(await result(new TagForm(data({})))).toEqual({ tags: ['This field is required.'] });
  });

  test('takes a list for its items', async () => {
    const given = { tags: ['a', 'long'], numbers: ['1', '2'] } as never;
    expect(await result(new TagForm(given))).toEqual({
      tags: ['Item 2 in the array did not validate: Ensure this value has at most 3 characters (it has 4).'],
    });
    class Nested extends forms.Form {
      grid = SimpleArrayField(SimpleArrayField(forms.IntegerField()), { delimiter: '|' });
    }
    expect(await result(new Nested({ grid: ['1,2', '3'] } as never))).toEqual({ grid: [[1, 2], [3]] });
  });

  test('shows a list as text', async () => {
    const form = new TagForm(undefined, { initial: { tags: ['a', 'b'] } });
    expect(String(form.tags)).toContain('value="a,b"');
  });
});

test('a SplitArrayField has an input for each item', async () => {
  const form = new ScoreForm(data({ scores_0: '5', scores_1: '7', scores_2: '' }));
  expect(await result(form)).toEqual({ scores: [5, 7] });
  expect(await result(new ScoreForm(data({ scores_0: 'x' })))).toEqual({
    scores: ['Item 1 in the array did not validate: Enter a whole number.'],
  });
  expect(await result(new ScoreForm(data({})))).toEqual({ scores: ['This field is required.'] });
  const html = String(new ScoreForm(undefined, { initial: { scores: [1, 2, 3] } }).scores);
  expect(html.match(/name="scores_\d" value="\d"/g)).toEqual([
    'name="scores_0" value="1"',
    'name="scores_1" value="2"',
    'name="scores_2" value="3"',
  ]);
  const failed = new ScoreForm(data({}));
  await failed.isValid();
  expect(String(failed.scores)).toContain('aria-describedby="id_scores_error"');
});

describe('a range field of forms', () => {
  test('puts two ends together', async () => {
    const form = new RangeForm(data({ seats_0: '1', seats_1: '5', price_0: '1.5', days_0: '2024-01-01' }));
    const values = (await result(form)) as Record<string, Range>;
    expect(Object.values(values).map(String)).toEqual(['[1, 5)', '[1.5, None]', '[2024-01-01, None)']);
  });

  test('refuses a start beyond the end, and what is no number', async () => {
    expect(await result(new RangeForm(data({ seats_0: '5', seats_1: '1' })))).toEqual({
      seats: ['The start of the range must not exceed the end of the range.'],
    });
    expect(await result(new RangeForm(data({ seats_0: 'a' })))).toEqual({ seats: ['Enter a whole number.'] });
    class Needed extends forms.Form {
      seats = IntegerRangeField({ required: true });
    }
    expect(await result(new RangeForm(data({})))).toEqual({ seats: null, price: null, days: null });
    expect(await result(new Needed(data({})))).toEqual({ seats: ['This field is required.'] });
  });

  test('shows the ends of a range', () => {
    const html = String(new RangeForm(undefined, { initial: { seats: new Range(1, 9) } }).seats);
    expect(html).toContain('name="seats_0" value="1"');
    expect(html).toContain('name="seats_1" value="9"');
  });
});

test('an HStoreField of forms is a JSON object', async () => {
  expect(await result(new DataForm(data({ attributes: '{"a": 1, "b": null}' })))).toEqual({
    attributes: { a: '1', b: null },
  });
  expect(await result(new DataForm(data({ attributes: '[1]' })))).toEqual({
    attributes: ['Input must be a JSON dictionary.'],
  });
  expect(await result(new DataForm(data({ attributes: '{' })))).toEqual({
    attributes: ['Could not load JSON data.'],
  });
  expect(await result(new DataForm(data({})))).toEqual({ attributes: {} });
});

test('a ModelForm has the form fields of these fields', async () => {
  const BoxForm = forms.modelFormFactory(Box, { fields: '__all__' });
  const form = new BoxForm(data({ tags: 'a,b', attributes: '{"k": "v"}', ages_0: '1', ages_1: '3' }));
  expect(await result(form)).toEqual({ tags: ['a', 'b'], attributes: { k: 'v' }, ages: new Range(1, 3) });
  const needed = new (forms.modelFormFactory(Trip, { fields: '__all__' }))(data({}));
  expect(await result(needed)).toEqual({ days: ['This field is required.'] });
  const wrong = new BoxForm(data({ tags: 'a,b,c' }));
  expect(await result(wrong)).toEqual({ tags: ['List contains 3 items, it should contain no more than 2.'] });
});

test('system checks look at the field of the items', () => {
  const ids = (field: fields.Field) => {
    field.setAttributesFromName('f');
    return field.check().map(({ id }) => id);
  };
  expect(ids(new modelFields.ArrayField({ baseField: new fields.CharField() }))).toEqual(['postgres.E001']);
  const key = new fields.ForeignKey({ to: 'auth.user', onDelete: models.CASCADE } as never);
  expect(ids(new modelFields.ArrayField({ baseField: key }))).toEqual(['postgres.E002']);
  expect(ids(new modelFields.ArrayField({ baseField: new fields.IntegerField() }))).toEqual([]);
});

test('cleaned values are typed', () => {
  expectTypeOf<TagForm['cleanedData']['tags']>().toEqualTypeOf<string[]>();
  expectTypeOf<TagForm['cleanedData']['numbers']>().toEqualTypeOf<number[]>();
  expectTypeOf<RangeForm['cleanedData']['seats']>().toEqualTypeOf<Range<number> | null>();
});
