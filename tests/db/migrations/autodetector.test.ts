import { configure } from 'jango/conf';
import { createModel, F, functions, models, Q } from 'jango/db';
import {
  Autodetector,
  fields,
  type Migration,
  ModelState,
  operations,
  ProjectState,
  type Questioner,
} from 'jango/db/migrations';
import { describe, expect, test } from 'vitest';
import { indexDependencies } from '../../../src/db/migrations/autodetector/relation-dependencies.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const questioner: Questioner = {
  askInitial: () => true,
  askNotNullAddition: () => 1,
  askNotNullAlteration: () => 1,
  askAutoNowAddAddition: () => 1,
  askUniqueCallableDefaultAddition: () => {},
  askRename: () => true,
  askRenameModel: () => true,
  askMerge: () => false,
};

type Fields = Record<string, ReturnType<typeof fields.TextField>>;
type Options = NonNullable<ConstructorParameters<typeof ModelState>[2]>;

function model(label: string, own: Fields = {}, more: Omit<Options, 'fields'> = {}): ModelState {
  const [appLabel, name] = label.split('.') as [string, string];
  const id = more.bases === undefined ? { id: fields.BigAutoField({ primaryKey: true }) } : {};
  return new ModelState(appLabel, name, { fields: new Map(Object.entries({ ...id, ...own })), ...more });
}

const keyTo = (label: string) => fields.ForeignKey(label, { onDelete: models.CASCADE });

/** The migrations between two projects, each as its name, its dependencies and the descriptions of its operations. */
async function between(before: ModelState[], after: ModelState[]) {
  const changes = await new Autodetector(
    new ProjectState(before),
    new ProjectState(after),
    questioner,
  ).detect();
  return [...changes.values()].flat().map(told).sort();
}

function told({ appLabel, name, dependencies, operations: list }: Migration) {
  return [`${appLabel}.${name}`, dependencies.map(String), list.map((one) => one.describe())];
}

describe('the autodetector', () => {
  test("keeps Django's order where it works: a field goes before another one comes", async () => {
    const price = fields.IntegerField({ default: 1 });
    const check = new models.CheckConstraint({ name: 'dear', condition: Q({ price__gt: 1 }) });
    const before = [model('shop.Book', { price }, { options: { constraints: [check] } })];
    expect(await between(before, [model('shop.Book', { cost: fields.TextField({ default: '' }) })])).toEqual([
      [
        'shop.auto_1',
        [],
        ['Remove constraint dear from model book', 'Remove field price from book', 'Add field cost to book'],
      ],
    ]);
  });

  test('a condition whose lookups are written in another order is the same', async () => {
    const books = (condition: Q) => [
      model(
        'shop.Book',
        { price: fields.IntegerField() },
        { options: { constraints: [new models.CheckConstraint({ name: 'fair', condition })] } },
      ),
    ];
    const [before, after] = [Q({ price__gt: 1, price__lt: 9 }), Q({ price__lt: 9, price__gt: 1 })];
    expect(await between(books(before), books(after))).toEqual([]);
  });

  test('a model waits for that of a setting, which is made in the same run', async () => {
    createModel('User', { appLabel: 'auth', meta: { swappable: 'AUTH_USER_MODEL' } });
    const user = model('auth.User', {}, { options: { swappable: 'AUTH_USER_MODEL' } });
    const order = model('shop.Order', { user: keyTo('auth.User') });
    const orders = ['shop.auto_1', ['__setting__,AUTH_USER_MODEL'], ['Create model Order']];
    expect(await between([], [order, user])).toEqual([['auth.auto_1', [], ['Create model User']], orders]);
    expect(await between([user], [order, user])).toEqual([orders]);
  });

  test("says groups of fields anew whose fields are renamed, in Django's place", async () => {
    const before = model(
      'shop.Book',
      { code: fields.IntegerField(), year: fields.IntegerField() },
      { options: { uniqueTogether: [['code', 'year']] } },
    );
    const after = model(
      'shop.Book',
      { number: fields.IntegerField(), year: fields.IntegerField(), note: fields.TextField({ default: '' }) },
      { options: { uniqueTogether: [['number', 'year']] } },
    );
    expect(await between([before], [after])).toEqual([
      [
        'shop.auto_1',
        [],
        [
          'Rename field code on book to number',
          'Alter unique_together for book (1 constraint(s))',
          'Add field note to book',
        ],
      ],
    ]);
  });

  test('alters a many-to-many field when a key that it goes through is renamed, as Django does', async () => {
    const tagged = (key: string) => [
      model('shop.Tag'),
      model('shop.Tagging', { book: keyTo('shop.Book'), [key]: keyTo('shop.Tag') }),
      model('shop.Book', {
        tags: fields.ManyToManyField('shop.Tag', { through: 'shop.Tagging', throughFields: ['book', key] }),
      }),
    ];
    expect(await between(tagged('tag'), tagged('label'))).toEqual([
      ['shop.auto_1', [], ['Rename field tag on tagging to label', 'Alter field tags on book']],
    ]);
  });

  test('a generated column waits for the new columns that it is computed of, and for no others', async () => {
    const [note, title] = [fields.TextField({ default: '' }), fields.CharField({ maxLength: 9 })];
    const lower = (of: string) =>
      fields.GeneratedField({
        expression: functions.Lower(of),
        outputField: fields.TextField(),
        dbPersist: true,
      });
    const before = [model('blog.Post'), model('shop.Book', { title })];
    const after = [
      model('blog.Post', { body: note }),
      model('shop.Book', { title, another: lower('title'), brief: lower('note'), note }),
    ];
    expect(await between(before, after)).toEqual([
      ['blog.auto_1', [], ['Add field body to post']],
      ['shop.auto_1', [], ['Add field another to book', 'Add field note to book', 'Add field brief to book']],
    ]);
  });

  test('a column that took NULL no more, with a value for once, takes it again', async () => {
    const state = new ProjectState([model('shop.Book', { pages: fields.IntegerField({ null: true }) })]);
    const field = fields.IntegerField({ default: 1 });
    state.alterField('shop', 'Book', 'pages', field, false);
    const after = [model('shop.Book', { pages: fields.IntegerField({ null: true }) })];
    expect(await between([...state.models.values()], after)).toEqual([
      ['shop.auto_1', [], ['Alter field pages on book']],
    ]);
  });

  test('a relation waits for the key that it will hold, and goes before the key that it held', async () => {
    const key = {
      id: fields.IntegerField({ unique: true }),
      code: fields.IntegerField({ primaryKey: true }),
    };
    const moved = {
      id: fields.IntegerField({ primaryKey: true }),
      code: fields.IntegerField({ unique: true }),
    };
    const old = new ModelState('shop', 'Author', { fields: new Map(Object.entries(moved)) });
    const now = new ModelState('shop', 'Author', { fields: new Map(Object.entries(key)) });
    const relation = { own: keyTo('shop.Author') };
    const [was, is] = [model('shop.Book', relation), model('shop.Note', relation)];
    const plain = model('shop.Note');
    const found = await between([old, was, plain], [now, model('shop.Book'), is]);
    const order = found[0]![2] as string[];
    const at = (text: string) => order.indexOf(text);
    expect(at('Remove field own from book')).toBeLessThan(at('Alter field id on author'));
    expect(at('Alter field id on author')).toBeLessThan(at('Alter field code on author'));
    expect(at('Alter field code on author')).toBeLessThan(at('Add field own to note'));
    expect(order).toHaveLength(4);
  });

  test('a group that names a new field waits for it, where Django does not', async () => {
    const [old, year] = [fields.TextField({ default: '' }), fields.IntegerField({ default: 1 })];
    const before = [model('shop.Book', { code: old })];
    const after = [
      model('shop.Book', { code: fields.ManyToManyField('shop.Book') }, {}),
      model('shop.Copy', { year }, { options: { uniqueTogether: [['year', 'id']] } }),
    ];
    const [[, , descriptions]] = (await between(before, after)) as [[string, string[], string[]]];
    expect(descriptions.indexOf('Remove field code from book')).toBeLessThan(
      descriptions.indexOf('Add field code to book'),
    );
  });

  test('a model that gets another name has it before what points at the new name is made', async () => {
    const [title, to] = [fields.TextField(), (label: string) => ({ book: keyTo(label) })];
    const before = [model('shop.Book', { title })];
    const after = [model('shop.Tome', { title }), model('stock.Item', to('shop.tome'))];
    expect(await between(before, after)).toEqual([
      ['shop.auto_1', [], ['Rename model Book to Tome']],
      ['stock.auto_1', ['shop,auto_1'], ['Create model Item']],
    ]);
  });

  test('a relation that turns to a model which is renamed in the same step is altered, where Django sees nothing', async () => {
    const shop = (name: string, to: string) => [
      model(`shop.${name}`, { title: fields.TextField() }),
      model('shop.Shelf', { holds: keyTo(to), label: fields.TextField() }),
    ];
    const rename = 'Rename model Tome to Book';
    const detected = (to: string) => between(shop('Tome', to), shop('Book', 'shop.book'));
    expect(await detected('shop.tome')).toEqual([['shop.auto_1', [], [rename]]]);
    expect(await detected('shop.shelf')).toEqual([
      ['shop.auto_1', [], [rename, 'Alter field holds on shelf']],
    ]);
  });

  test('a model goes after the relations to its proxy, and those that join by it, are gone', async () => {
    const proxy = model('shop.Used', {}, { bases: ['shop.book'], options: { proxy: true } });
    const before = [model('shop.Book'), proxy, model('stock.Item', { book: keyTo('shop.used') })];
    expect(await between(before, [model('stock.Item')])).toEqual([
      ['shop.auto_1', ['stock,auto_1'], ['Delete model Book', 'Delete model Used']],
      ['stock.auto_1', [], ['Remove field book from item']],
    ]);
  });

  test('a key moves after the relation of a model that goes, which held it', async () => {
    const number = fields.IntegerField({ unique: true });
    const before = [model('shop.Author', { number }), model('shop.Book', { author: keyTo('shop.author') })];
    const key = fields.IntegerField({ primaryKey: true });
    const after = new ModelState('shop', 'Author', { fields: new Map([['number', key]]) });
    expect(await between(before, [after])).toEqual([
      [
        'shop.auto_1',
        [],
        [
          'Remove field author from book',
          'Remove field id from author',
          'Alter field number on author',
          'Delete model Book',
        ],
      ],
    ]);
  });

  test('a field that goes waits for the indexes and constraints that name it, and for no others', async () => {
    const [price, pages] = [fields.IntegerField(), fields.IntegerField()];
    const check = (name: string, field: string) =>
      new models.CheckConstraint({ name, condition: Q({ [`${field}__gt`]: 1 }) });
    const constraints = [check('dear', 'price'), check('long', 'pages')];
    const waits = (field: string) => {
      const book = model('shop.Book', { pages, price }, { options: { constraints } });
      return indexDependencies('shop.book', book, field).map(({ fieldName }) => fieldName);
    };
    expect(waits('price')).toEqual(['dear']);
    expect(waits('pages')).toEqual(['long']);
    expect(waits('id')).toEqual([]);
  });

  test('a many-to-many relation turns to another model before the first one goes', async () => {
    const book = (to: string) => model('shop.Book', { tags: fields.ManyToManyField(to) });
    const label = model('shop.Label', { title: fields.TextField() });
    const before = [model('shop.Tag'), label, book('shop.tag')];
    expect(await between(before, [label, book('shop.label')])).toEqual([
      ['shop.auto_1', [], ['Alter field tags on book', 'Delete model Tag']],
    ]);
  });

  test('an index over expressions is described by them', () => {
    const described = (...expressions: unknown[]) =>
      operations
        .AddIndex({ modelName: 'book', index: new models.Index({ name: 'i', expressions } as never) })
        .describe();
    expect(described(functions.Lower('title'), F('price').mul(2))).toBe(
      'Create index i on Lower(F(title)), F(price) * Value(2) on model book',
    );
    expect(described(functions.Lower('title').desc())).toBe(
      'Create index i on OrderBy(Lower(F(title)), descending=True) on model book',
    );
  });
});
