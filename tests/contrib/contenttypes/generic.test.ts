import { ContentType, GenericForeignKey, GenericPrefetch } from 'jango/contrib/contenttypes';
import { Count, captureQueries, models, Prefetch, prefetchRelatedObjects, registerModel } from 'jango/db';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { Animal, Bird, Mineral, Note, Pet, setUpDatabase, TaggedItem } from './app.ts';

let lion: Animal;
let platypus: Animal;
let quartz: Mineral;

beforeEach(async () => {
  await setUpDatabase();
  lion = await Animal.objects.create({ name: 'Lion' });
  platypus = await Animal.objects.create({ name: 'Platypus' });
  quartz = await Mineral.objects.create({ name: 'Quartz' });
});

const tagsOf = async (rows: PromiseLike<TaggedItem[]>) => (await rows).map((item) => item.tag);
const names = async (rows: PromiseLike<(Animal | Mineral)[]>) => (await rows).map((one) => one.name);

async function tagThings(): Promise<void> {
  await lion.tags.create({ tag: 'yellow' });
  await lion.tags.create({ tag: 'hairy' });
  await platypus.tags.create({ tag: 'fatty' });
  await quartz.tags.create({ tag: 'shiny' });
}

describe('a generic foreign key', () => {
  test('is made with an object of any model, and sets both columns', async () => {
    const item = await TaggedItem.objects.create({ contentObject: quartz, tag: 'shiny' });
    expect(item.objectId).toBe(quartz.pk);
    expect((await item.contentType).model).toBe('mineral');
    const read = await TaggedItem.objects.get({ pk: item.pk });
    const object = await read.contentObject;
    expect(object).toBeInstanceOf(Mineral);
    expect(object.equals(quartz)).toBe(true);
    expectTypeOf(object).toEqualTypeOf<Animal | Mineral>();
    // @ts-expect-error -- it has to be awaited
    expect(read.contentObject.name).toBe('Quartz');
  });

  test('can be changed, by the object and by the columns', async () => {
    const item = await TaggedItem.objects.create({ contentObject: quartz, tag: 'x' });
    item.contentObject = lion;
    expect(item.objectId).toBe(lion.pk);
    await item.save();
    expect(await (await TaggedItem.objects.get({ tag: 'x' })).contentObject).toMatchObject({ name: 'Lion' });
    item.objectId = platypus.pk;
    expect(await item.contentObject).toMatchObject({ name: 'Platypus' });
    item.contentType = await ContentType.objects.getForModel(Mineral);
    item.objectId = quartz.pk;
    expect(await item.contentObject).toMatchObject({ name: 'Quartz' });
    await item.save();
    await item.refreshFromDb();
    expect(await item.contentObject).toMatchObject({ name: 'Quartz' });
  });

  test('of rows of one query is loaded by one query for each model', async () => {
    await tagThings();
    ContentType.objects.clearCache();
    const items = await TaggedItem.objects.all();
    const { queries } = await captureQueries(async () => {
      for (const item of items) await item.contentObject;
    });
    expect(queries).toHaveLength(3);
    expect(await Promise.all(items.map(async (item) => (await item.contentObject).name))).toEqual([
      'Platypus',
      'Lion',
      'Quartz',
      'Lion',
    ]);
  });

  test('is null when it is empty, and when its object is gone', async () => {
    const empty = await Note.objects.create({});
    expect(await empty.target).toBeNull();
    expect(await (await Note.objects.get()).target).toBeNull();
    empty.target = quartz;
    await empty.save();
    expect(empty.key).toBe(quartz.pk);
    await Mineral.objects.filter({ pk: quartz.pk }).update({ name: 'gone' });
    const stale = await Note.objects.get();
    await Mineral.objects.all().delete();
    expect(await stale.target).toBeNull();
    expect(stale.key).toBe('1');
    empty.target = null;
    await empty.save();
    expect(await Note.objects.filter({ kind: null, key: null }).count()).toBe(1);
  });

  test('loads its columns first, where they were left out', async () => {
    await tagThings();
    const { result, queries } = await captureQueries(async () => {
      const rows = await TaggedItem.objects.only('tag');
      return Promise.all(rows.map((item) => item.contentObject));
    });
    expect(result.map((one) => one.name)).toEqual(['Platypus', 'Lion', 'Quartz', 'Lion']);
    expect(queries.length).toBeLessThanOrEqual(6);
    const prefetched = await TaggedItem.objects.only('tag').prefetchRelated('contentObject');
    expect((await prefetched[2]!.contentObject).name).toBe('Quartz');
  });

  test('is read again after refreshFromDb()', async () => {
    const item = await lion.tags.create({ tag: 'yellow' });
    expect((await item.contentObject).name).toBe('Lion');
    await Animal.objects.filter({ pk: lion.pk }).update({ name: 'Lioness' });
    expect((await item.contentObject).name).toBe('Lion');
    await item.refreshFromDb();
    expect((await item.contentObject).name).toBe('Lioness');
  });

  test('is written by bulkCreate()', async () => {
    ContentType.objects.clearCache();
    await TaggedItem.objects.bulkCreate([
      new TaggedItem({ tag: 'a', contentObject: lion }),
      new TaggedItem({ tag: 'b', contentObject: quartz }),
    ]);
    expect(await tagsOf(quartz.tags.all())).toEqual(['b']);
  });

  test('refuses what is no object, and one that was not saved', async () => {
    expect(() => new TaggedItem({ tag: 'x', contentObject: 5 })).toThrow(
      'Cannot assign 5: "TaggedItem.contentObject" must be an instance of a model.',
    );
    await expect(TaggedItem.objects.create({ tag: 'x', contentObject: new Animal({}) })).rejects.toThrow(
      "save() prohibited to prevent data loss due to unsaved related object 'contentObject'.",
    );
  });

  test('is no name for lookups', async () => {
    expect(() => TaggedItem.objects.filter({ contentObject: lion }).query).toThrow(
      "Field 'contentObject' does not generate an automatic reverse relation",
    );
  });

  test('tells proxies and children from their base where it is asked to', async () => {
    const pet = await Pet.objects.create({ name: 'Cat' });
    const note = await Note.objects.create({ target: pet });
    expect((await note.kind)?.model).toBe('pet');
    expect(await (await Note.objects.get()).target).toBeInstanceOf(Pet);
    const item = await TaggedItem.objects.create({ tag: 'soft', contentObject: pet });
    expect((await item.contentType).model).toBe('animal');
    expect(await tagsOf(pet.tags.all())).toEqual(['soft']);
  });

  test('is declared after its columns', () => {
    class Early extends models.Model {
      contentObject = GenericForeignKey();
      contentType = models.ForeignKey(() => ContentType, { onDelete: models.CASCADE });
      objectId = models.IntegerField();
    }
    registerModel(Early, 'zoo');
    expect(() => new Early()).toThrow(
      "zoo.Early.contentObject stands before the fields that it is made of, 'contentType' and 'objectId'.",
    );
  });

  test('is prefetched, and what lies behind it, too', async () => {
    await tagThings();
    const { result, queries } = await captureQueries(async () => {
      return await TaggedItem.objects.prefetchRelated('contentObject__tags').orderBy('tag');
    });
    expect(queries).toHaveLength(4);
    const { queries: more } = await captureQueries(async () => {
      for (const item of result) await item.contentObject;
    });
    expect(more).toHaveLength(0);
  });

  test('is prefetched by a QuerySet for each model', async () => {
    await tagThings();
    const items = await TaggedItem.objects.prefetchRelated(
      GenericPrefetch('contentObject', [Animal.objects.filter({ name: 'Lion' }), Mineral.objects.only('id')]),
    );
    expect(await Promise.all(items.map((item) => item.contentObject))).toMatchObject([
      null,
      { name: 'Lion' },
      { id: quartz.pk },
      { name: 'Lion' },
    ]);
    expect((await items[2]!.contentObject).getDeferredFields()).toEqual(new Set(['name']));
  });
});

describe('a generic relation', () => {
  test('has a manager of the objects that point here', async () => {
    await tagThings();
    expect(await tagsOf(lion.tags.all())).toEqual(['hairy', 'yellow']);
    expect(await lion.tags.filter({ tag__startswith: 'y' }).count()).toBe(1);
    expect(await lion.tags.getOrCreate({ tag: 'hairy' })).toMatchObject([{ tag: 'hairy' }, false]);
    expect(await lion.tags.getOrCreate({ tag: 'big' })).toMatchObject([{ tag: 'big' }, true]);
    expect(await lion.tags.updateOrCreate({ tag: 'big' }, { defaults: { tag: 'huge' } })).toMatchObject([
      { tag: 'huge' },
      false,
    ]);
    expectTypeOf(lion.tags).toEqualTypeOf<models.RelatedManager<TaggedItem>>();
    // @ts-expect-error -- no such field
    void (() => lion.tags.filter({ colour: 'red' }));
  });

  test('takes objects in, and out by deleting them', async () => {
    await tagThings();
    const shiny = await quartz.tags.get();
    await lion.tags.add(shiny);
    expect(await quartz.tags.count()).toBe(0);
    expect(await tagsOf(lion.tags.all())).toEqual(['hairy', 'shiny', 'yellow']);
    await lion.tags.remove(shiny);
    expect(await TaggedItem.objects.filter({ tag: 'shiny' }).exists()).toBe(false);
    const fresh = new TaggedItem({ tag: 'fresh' });
    await expect(lion.tags.add(fresh)).rejects.toThrow("fresh instance isn't saved.");
    await lion.tags.set([await platypus.tags.get()]);
    expect(await tagsOf(TaggedItem.objects.all())).toEqual(['fatty']);
    await lion.tags.clear();
    expect(await TaggedItem.objects.count()).toBe(0);
  });

  test('refuses objects of other models; of an object that is not saved it has none, and takes none', async () => {
    // @ts-expect-error -- an Animal is no TaggedItem
    await expect(lion.tags.add(platypus)).rejects.toThrow("'TaggedItem' instance expected, got Platypus.");
    const unsaved = new Animal({ name: 'x' });
    expect(await unsaved.tags.count()).toBe(0);
    await expect(unsaved.tags.create({ tag: 'a' })).rejects.toThrow('needs to have a primary key value');
  });

  test('is followed by lookups, there and back', async () => {
    await tagThings();
    expect(await names(Animal.objects.filter({ tags__tag: 'fatty' }))).toEqual(['Platypus']);
    expect(await names(Animal.objects.exclude({ tags__tag: 'fatty' }))).toEqual(['Lion']);
    expect(await names(Animal.objects.filter({ tags: await lion.tags.get({ tag: 'hairy' }) }))).toEqual([
      'Lion',
    ]);
    expect(
      await Animal.objects
        .orderBy('name')
        .annotate({ n: Count('tags') })
        .valuesList('name', 'n'),
    ).toEqual([
      ['Lion', 2],
      ['Platypus', 1],
    ]);
    const back: object = { animal__name: 'Lion' };
    expect(await tagsOf(TaggedItem.objects.filter(back))).toEqual(['hairy', 'yellow']);
    expect(await tagsOf(TaggedItem.objects.exclude(back))).toEqual(['fatty', 'shiny']);
  });

  test('of a child with a table of its own is that of the child', async () => {
    const bird = await Bird.objects.create({ name: 'Eagle' });
    await bird.tags.create({ tag: 'sharp' });
    expect(await tagsOf(bird.tags.all())).toEqual(['sharp']);
    expect(await names(Bird.objects.filter({ tags__tag: 'sharp' }))).toEqual(['Eagle']);
    expect((await (await TaggedItem.objects.get()).contentType).model).toBe('bird');
    expect(await (await TaggedItem.objects.get()).contentObject).toBeInstanceOf(Bird);
  });

  test('is prefetched by one query', async () => {
    await tagThings();
    const { result, queries } = await captureQueries(async () => {
      return await Animal.objects.orderBy('name').prefetchRelated('tags');
    });
    expect(queries).toHaveLength(2);
    expect(await tagsOf(result[0]!.tags.all())).toEqual(['hairy', 'yellow']);
    const short = Prefetch('tags', {
      queryset: TaggedItem.objects.orderBy('-tag').slice(0, 1),
      toAttr: 'last',
    });
    await prefetchRelatedObjects(result, [short]);
    expect((result[0] as unknown as { last: TaggedItem[] }).last.map((item) => item.tag)).toEqual(['yellow']);
  });

  test('goes with its object', async () => {
    await tagThings();
    expect(await lion.delete()).toEqual([3, { 'zoo.Animal': 1, 'zoo.TaggedItem': 2 }]);
    expect(await tagsOf(TaggedItem.objects.all())).toEqual(['fatty', 'shiny']);
    await Mineral.objects.all().delete();
    expect(await tagsOf(TaggedItem.objects.all())).toEqual(['fatty']);
  });
});

describe('the manager of content types', () => {
  test('reads each type once', async () => {
    const { queries } = await captureQueries(async () => {
      const type = await ContentType.objects.getForModel(Animal);
      expect(await ContentType.objects.getForId(type.pk)).toBe(type);
      expect(await ContentType.objects.getByNaturalKey('zoo', 'animal')).toBe(type);
      expect(await ContentType.objects.getForModel(Pet)).toBe(type);
      ContentType.objects.clearCache();
      expect(await ContentType.objects.getForId(type.pk)).not.toBe(type);
    });
    expect(queries.filter(({ sql }) => sql.startsWith('SELECT'))).toHaveLength(2);
  });
});

describe('a content type', () => {
  test('finds objects of its model', async () => {
    const type = await ContentType.objects.getForModel(Animal);
    expect(String(await type.getObjectForThisType({ name: 'Lion' }))).toBe(String(lion));
    await expect(type.getObjectForThisType({ name: 'Quartz' })).rejects.toThrow(Animal.DoesNotExist);
    const found = type.getAllObjectsForThisType({ name__in: ['Lion', 'Platypus'] });
    expect(await found.orderBy('name').valuesList('name', { flat: true })).toEqual(['Lion', 'Platypus']);
  });

  test('is read together with those of other models, by one query', async () => {
    await ContentType.objects.getForModels([Animal, Mineral]);
    ContentType.objects.clearCache();
    const { queries, result } = await captureQueries(() =>
      ContentType.objects.getForModels([Animal, Mineral]),
    );
    expect(queries).toHaveLength(1);
    expect(result.get(Mineral)?.model).toBe('mineral');
    expectTypeOf(result.get(Mineral)).toEqualTypeOf<ContentType | undefined>();
  });
});
