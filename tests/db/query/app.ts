import { connection, connections, models, registerModel } from 'jango/db';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

export class Author extends models.Model {
  name = models.CharField({ maxLength: 50 });
  age = models.IntegerField({ null: true });
  declare articleSet: models.RelatedManager<Article>;
  static objects = models.Manager<Author>();
  override toString() {
    return this.name;
  }
}

export class Profile extends models.Model {
  author = models.OneToOneField(() => Author, { onDelete: models.CASCADE });
  bio = models.TextField({ default: '' });
  static objects = models.Manager<Profile>();
}

export class Tag extends models.Model {
  name = models.CharField({ maxLength: 20, unique: true });
  declare articleSet: models.RelatedManager<Article>;
  static objects = models.Manager<Tag>();
  static meta: models.Meta<Tag> = { ordering: ['name'] };
  override toString() {
    return this.name;
  }
}

export class Article extends models.Model {
  title = models.CharField({ maxLength: 100 });
  content = models.TextField({ default: '' });
  views = models.IntegerField({ default: 0 });
  published = models.BooleanField({ default: false });
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE });
  editor = models.ForeignKey(() => Author, { onDelete: models.SET_NULL, null: true, relatedName: 'edited' });
  tags = models.ManyToManyField(() => Tag, { blank: true });
  createdAt = models.DateTimeField({ autoNowAdd: true });
  updatedAt = models.DateTimeField({ autoNow: true });
  declare authorId: number;
  declare commentSet: models.RelatedManager<Comment>;
  static objects = models.Manager<Article>();
  override toString() {
    return this.title;
  }
}

export class Comment extends models.Model {
  article = models.ForeignKey(() => Article, { onDelete: models.CASCADE });
  text = models.TextField();
  score = models.IntegerField({ default: 0 });
  static objects = models.Manager<Comment>();
}

/** Keeps its author. */
export class Invoice extends models.Model {
  author = models.ForeignKey(() => Author, { onDelete: models.PROTECT });
  static objects = models.Manager<Invoice>();
}

/** Keeps its tag. */
export class Contract extends models.Model {
  tag = models.ForeignKey(() => Tag, { onDelete: models.RESTRICT });
  static objects = models.Manager<Contract>();
}

/** Goes with its author, and keeps its article unless that goes with the same author. */
export class Quote extends models.Model {
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE });
  article = models.ForeignKey(() => Article, { onDelete: models.RESTRICT });
  static objects = models.Manager<Quote>();
}

/** Numbers that JavaScript's own cannot hold, and JSON. */
export class Reading extends models.Model {
  serial = models.BigIntegerField();
  data = models.JSONField({ null: true });
  static objects = models.Manager<Reading>();
}

export class Place extends models.Model {
  name = models.CharField({ maxLength: 50 });
  static objects = models.Manager<Place>();
}

export class Restaurant extends Place {
  pizza = models.BooleanField({ default: false });
  static override objects = models.Manager<Restaurant>();
}

export class Pizzeria extends Restaurant {
  oven = models.CharField({ maxLength: 10 });
  static override objects = models.Manager<Pizzeria>();
}

export const ALL = [
  Author,
  Profile,
  Tag,
  Article,
  Comment,
  Invoice,
  Contract,
  Quote,
  Reading,
  Place,
  Restaurant,
  Pizzeria,
] as const;

/** Configure an empty database with the tables of the sample app. */
export function setUpDatabase(): Promise<void> {
  return makeTables('blog', ALL);
}

/** Configure an empty database, the one that the suites run on unless another is given, with the tables of these models. */
export async function makeTables(
  label: string,
  classes: readonly object[],
  database: DatabaseSettings = testDatabase(),
): Promise<void> {
  configure({
    SECRET_KEY: 'test',
    BASE_DIR: '/tmp',
    TIME_ZONE: 'UTC',
    DATABASES: { default: database },
  });
  const apps = new Apps();
  const config = new AppConfig();
  config.name = config.label = label;
  apps.addAppConfig(config);
  for (const model of classes) registerModel(model as never, label, apps);
  await connections.closeAll();
  await emptyDatabase();
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of classes) await editor.createModel(model as never);
  });
}
