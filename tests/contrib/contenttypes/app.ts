import { ContentType, GenericForeignKey, GenericRelation } from 'jango/contrib/contenttypes';
import { connection, connections, models, registerModel } from 'jango/db';
import { configure } from '../../../src/conf/configure.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

export class TaggedItem extends models.Model {
  tag = models.SlugField();
  contentType = models.ForeignKey(() => ContentType, { onDelete: models.CASCADE });
  objectId = models.PositiveIntegerField();
  contentObject = GenericForeignKey<Animal | Mineral>();
  declare contentTypeId: number;
  static objects = models.Manager<TaggedItem>();
  static meta: models.Meta<TaggedItem> = { ordering: ['tag'] };
  override toString() {
    return this.tag;
  }
}

export class Animal extends models.Model {
  name = models.CharField({ maxLength: 50 });
  tags = GenericRelation(() => TaggedItem, { relatedQueryName: 'animal' });
  static objects = models.Manager<Animal>();
  override toString() {
    return this.name;
  }
}

/** A child with a table of its own. */
export class Bird extends Animal {
  wingspan = models.IntegerField({ default: 0 });
  static override objects = models.Manager<Bird>();
}

/** A proxy. */
export class Pet extends Animal {
  static override objects = models.Manager<Pet>();
  static meta: models.Meta<Pet> = { proxy: true };
}

export class Mineral extends models.Model {
  name = models.CharField({ maxLength: 50 });
  tags = GenericRelation(() => TaggedItem);
  static objects = models.Manager<Mineral>();
}

/** Points by a text column, at proxies as such, and may be empty. */
export class Note extends models.Model {
  kind = models.ForeignKey(() => ContentType, { onDelete: models.CASCADE, null: true });
  key = models.CharField({ maxLength: 20, null: true });
  target = GenericForeignKey('kind', 'key', { forConcreteModel: false });
  static objects = models.Manager<Note>();
}

registerModel(ContentType, 'contenttypes');
const own = [Animal, Bird, Pet, Mineral, TaggedItem, Note];
for (const model of own) registerModel(model, 'zoo');

/** An empty database with the tables of the sample app. */
export async function setUpDatabase(): Promise<void> {
  configure({
    SECRET_KEY: 'test',
    BASE_DIR: '/tmp',
    TIME_ZONE: 'UTC',
    DATABASES: { default: testDatabase() },
  });
  await connections.closeAll();
  await emptyDatabase();
  ContentType.objects.clearCache();
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of [ContentType, ...own])
      if (!model._meta.proxy) await editor.createModel(model as never);
  });
}
