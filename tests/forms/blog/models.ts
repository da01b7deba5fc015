import { connection, connections, models, registerModel } from 'jango/db';
import { ValidationError } from 'jango/forms';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { configureForTests } from '../../support/override.ts';

export class Author extends models.Model {
  name = models.CharField({ maxLength: 20, unique: true });
  declare articles: models.RelatedManager<Article>;
  static objects = models.Manager<Author>();
  override toString() {
    return this.name;
  }
}
export class Tag extends models.Model {
  name = models.CharField({ maxLength: 20 });
  static objects = models.Manager<Tag>();
  static meta: models.Meta<Tag> = { ordering: ['name'] };
  override toString() {
    return this.name;
  }
}
export class Article extends models.Model {
  title = models.CharField({ maxLength: 10, helpText: 'Short.' });
  content = models.TextField({ blank: true });
  kind = models.CharField({
    maxLength: 1,
    default: 'n',
    choices: [
      ['n', 'News'],
      ['o', 'Opinion'],
    ],
  });
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE, relatedName: 'articles' });
  tags = models.ManyToManyField(() => Tag, { blank: true });
  published = models.BooleanField({ default: false });
  createdAt = models.DateTimeField({ autoNowAdd: true });
  declare authorId: number;
  static objects = models.Manager<Article>();
  static meta: models.Meta<Article> = { uniqueTogether: [['author', 'title']] };

  override clean() {
    if (this.title === 'bad') throw new ValidationError({ title: 'Not that one.' });
  }
}

const ALL = [Author, Tag, Article] as const;
for (const model of ALL) registerModel(model, 'blog');

/** An empty database with the tables, two authors and two tags. */
export async function setUpBlog(): Promise<{ ann: Author; bob: Author }> {
  configureForTests({ DATABASES: { default: testDatabase() } });
  await connections.closeAll();
  await emptyDatabase();
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of ALL) await editor.createModel(model as never);
  });
  const ann = await Author.objects.create({ name: 'Ann' });
  const bob = await Author.objects.create({ name: 'Bob' });
  await Tag.objects.create({ name: 'sea' });
  await Tag.objects.create({ name: 'art' });
  return { ann, bob };
}
