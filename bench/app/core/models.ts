import { models } from 'jango/db';

export class World extends models.Model {
  override id = models.IntegerField({ primaryKey: true });
  randomNumber = models.IntegerField({ dbColumn: 'randomnumber' });

  static objects = models.Manager<World>();
  static meta: models.Meta<World> = { dbTable: 'world' };
}

export class Fortune extends models.Model {
  override id = models.IntegerField({ primaryKey: true });
  message = models.CharField({ maxLength: 2048 });

  static objects = models.Manager<Fortune>();
  static meta: models.Meta<Fortune> = { dbTable: 'fortune' };
}

export class Author extends models.Model {
  name = models.CharField({ maxLength: 100 });
  email = models.CharField({ maxLength: 200 });

  static objects = models.Manager<Author>();
  static meta: models.Meta<Author> = { dbTable: 'author' };
}

export class Tag extends models.Model {
  name = models.CharField({ maxLength: 50 });

  static objects = models.Manager<Tag>();
  static meta: models.Meta<Tag> = { dbTable: 'tag' };
}

export class Article extends models.Model {
  title = models.CharField({ maxLength: 200 });
  body = models.TextField();
  publishedOn = models.DateField();
  isFeatured = models.BooleanField({ default: false });
  views = models.IntegerField({ default: 0 });
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE });
  tags = models.ManyToManyField(() => Tag, { dbTable: 'article_tags' });

  declare authorId: number;

  static objects = models.Manager<Article>();
  static meta: models.Meta<Article> = { dbTable: 'article' };
}
