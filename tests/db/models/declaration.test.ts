import { inspect } from 'node:util';
import { fields, ModelDefinitionError, models, registerModel } from 'jango/db';
import { expect, expectTypeOf, test } from 'vitest';
import { standIn } from './persistence-stand-in.ts';

standIn();

class Writer extends models.Model {
  name = models.CharField({ maxLength: 50 });
}

class Story extends models.Model {
  title = models.CharField({ maxLength: 10 });
  pageCount = models.IntegerField({ default: 1 });
  writer = models.ForeignKey(() => Writer, { onDelete: models.CASCADE });
  createdAt = models.DateTimeField({ default: () => new Date(0) });
  summary = models.TextField({ null: true });
  declare writerId: number | null;
  #secret = 'kept';

  get secret() {
    return this.#secret;
  }

  override toString() {
    return this.title;
  }
}
registerModel(Story, 'library');
registerModel(Writer, 'library');

test('a class body is read into fields, in order, with an id in front', () => {
  expect(Story._meta.fields.map((field) => field.name)).toEqual([
    'id',
    'title',
    'pageCount',
    'writer',
    'createdAt',
    'summary',
  ]);
  expect(Story._meta.fields[0]).toBeInstanceOf(fields.BigAutoField);
  expect(Story._meta.pk.name).toBe('id');
});

test('tables and columns have the names that Django gives them', () => {
  expect(Story._meta.dbTable).toBe('library_story');
  expect(Story._meta.concreteFields.map((field) => field.column)).toEqual([
    'id',
    'title',
    'page_count',
    'writer_id',
    'created_at',
    'summary',
  ]);
  expect(Story._meta.label).toBe('library.Story');
  expect(Story._meta.verboseNamePlural).toBe('storys');
});

test('a new instance has the values given, and defaults for the others', () => {
  const story = new Story({ title: 'first', writerId: 3 });
  expect(story.title).toBe('first');
  expect(story.pageCount).toBe(1);
  expect(story.createdAt).toEqual(new Date(0));
  expect(story.summary).toBeNull();
  expect(story.pk).toBeNull();
  expect(story.secret).toBe('kept');
  expect(story._state.adding).toBe(true);
  expectTypeOf(story.title).toEqualTypeOf<string>();
  expectTypeOf(story.summary).toEqualTypeOf<string | null>();
});

test('an instance shows what it is', () => {
  expect(inspect(new Story({ title: 'first' }))).toBe('<Story: first>');
  expect(String(new Writer())).toBe('Writer object (None)');
  expect(String(new Writer({ pk: 7 }))).toBe('Writer object (7)');
});

test('a name that the model does not have is refused with the nearest one', () => {
  expect(() => new Story({ titel: 'x' })).toThrow(
    "Story has no field 'titel'. Did you mean 'title'? Choices are: createdAt, id, pageCount, pk, summary, title, writer, writerId.",
  );
});

test('an unknown option is refused with the nearest one', () => {
  // @ts-expect-error -- there is no such option
  expect(() => models.TextField({ nul: true })).toThrow(
    "TextField has no option 'nul'. Did you mean 'null'?",
  );
});

test('the foreign key holds the object or a reference; writerId reads and writes through it', async () => {
  const writer = new Writer({ id: 5, name: 'Kim' });
  const story = new Story({ writer });
  expect(story.writer).toBe(writer);
  expect(story.writerId).toBe(5);
  story.writerId = 6;
  expect(inspect(story.writer)).toBe('<writer: not loaded, id 6>');
  expect(story.writerId).toBe(6);
  story.writerId = null;
  await expect(story.writer).rejects.toThrow('Story has no writer.');
  expect(() => new Story({ writer: 5 })).toThrow(
    'Cannot assign "5": "Story.writer" must be a "Writer" instance. To give an id, use writerId.',
  );
});

test('outside of a class body a field function gives the field itself', () => {
  const field: unknown = models.CharField({ maxLength: 3 });
  expect(field).toBeInstanceOf(fields.CharField);
  expect((field as fields.CharField).deconstruct()).toEqual({
    name: '',
    path: 'CharField',
    args: [],
    options: { maxLength: 3 },
  });
});

test('a field that was made outside the class body is reported', () => {
  const shared = models.CharField({ maxLength: 3 });
  class Outside extends models.Model {
    title = shared;
  }
  expect(() => registerModel(Outside, 'library')).toThrow(
    'Outside.title holds a CharField that was made outside the class body.',
  );
});

test('a field that depends on a condition is reported when it changes', () => {
  let short = true;
  class Moody extends models.Model {
    text = short ? models.CharField({ maxLength: 3 }) : models.TextField();
  }
  registerModel(Moody, 'library');
  short = false;
  expect(() => new Moody()).toThrow(ModelDefinitionError);
  expect(() => new Moody()).toThrow("made a TextField where it made a CharField for 'text'");
  short = true;
  expect(new Moody({ text: 'abc' }).text).toBe('abc');
});

test('a class body that throws spoils nothing that comes after it', () => {
  let broken = false;
  class Fragile extends models.Model {
    first = models.CharField({ maxLength: 3 });
    other = fail(broken);
    last = models.CharField({ maxLength: 3 });
  }
  function fail(now: boolean) {
    if (now) throw new Error('spoilt');
    return 1;
  }
  registerModel(Fragile, 'library');
  broken = true;
  expect(() => new Fragile()).toThrow('spoilt');
  broken = false;
  expect(new Story({ title: 'fine' }).title).toBe('fine');
  expect(new Fragile({ last: 'x' }).last).toBe('x');
});

test('a class body that makes instances of other models is served in order', () => {
  class Shelf extends models.Model {
    name = models.CharField({ maxLength: 3 });
    sample = Shelf._meta === undefined ? undefined : new Writer({ name: 'inner' });
    room = models.CharField({ maxLength: 3 });
  }
  registerModel(Shelf, 'library');
  const shelf = new Shelf({ name: 'a', room: 'b' });
  expect([shelf.name, shelf.room, shelf.sample?.name]).toEqual(['a', 'b', 'inner']);
});

test('a model that is not registered says what to do', () => {
  class Forgotten extends models.Model {
    name = models.TextField();
  }
  expect(() => new Forgotten()).toThrow(
    'Forgotten is not registered yet. Export it from the models.ts of an app in INSTALLED_APPS, and run setup() first; outside a project, call registerModel().',
  );
});

test('a property that would hide an accessor is reported', () => {
  class Hiding extends models.Model {
    writer = models.ForeignKey(() => Writer, { onDelete: models.CASCADE, relatedName: '+' });
    writerId!: number;
  }
  expect(() => registerModel(Hiding, 'library')).toThrow(
    'To give it a type only, write: declare writerId: ...;',
  );
});

test('an option of meta that does not exist is refused', () => {
  class Odd extends models.Model {
    name = models.TextField();
    static meta = { orderin: ['name'] };
  }
  expect(() => registerModel(Odd as never, 'library')).toThrow(
    "The meta of Odd has no option 'orderin'. Did you mean 'ordering'?",
  );
});

test('each model has errors of its own', () => {
  expect(Story.DoesNotExist.name).toBe('Story.DoesNotExist');
  expect(new Story.DoesNotExist('gone')).toBeInstanceOf(Story.DoesNotExist);
  expect(new Writer.DoesNotExist('gone')).not.toBeInstanceOf(Story.DoesNotExist);
});

test('two instances are equal when they are the same row', () => {
  expect(new Writer({ pk: 1 }).equals(new Writer({ pk: 1 }))).toBe(true);
  expect(new Writer({ pk: 1 }).equals(new Story({ pk: 1 }))).toBe(false);
  expect(new Writer().equals(new Writer())).toBe(false);
});
