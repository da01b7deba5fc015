import { F, models } from 'jango/db';

class AuthorManager extends models.Manager<Author> {
  getByNaturalKey(name: string): Promise<Author> {
    return this.get({ name });
  }
}

export class Author extends models.Model {
  name = models.CharField({ maxLength: 50, unique: true });
  bornOn = models.DateField({ null: true });
  mentor = models.ForeignKey(() => Author, { onDelete: models.SET_NULL, null: true });

  static objects = new AuthorManager();

  naturalKey(): [string] {
    return [this.name];
  }
}

export class Old extends Author {
  static meta: models.Meta<Old> = { proxy: true };
}

export class Tag extends models.Model<string> {
  code = models.CharField({ maxLength: 10, primaryKey: true });

  static objects = models.Manager<Tag>();
}

export class Book extends models.Model {
  title = models.CharField({ maxLength: 100 });
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE });
  declare authorId: number;
  coauthors = models.ManyToManyField(() => Author, { relatedName: 'helped' });
  tags = models.ManyToManyField(() => Tag);
  price = models.DecimalField({ maxDigits: 8, decimalPlaces: 2, null: true });
  weight = models.FloatField({ null: true });
  pages = models.IntegerField({ default: 0 });
  inPrint = models.BooleanField({ default: true });
  createdAt = models.DateTimeField({ null: true });
  opensAt = models.TimeField({ null: true });
  took = models.DurationField({ null: true });
  isbn = models.UUIDField({ null: true });
  cover = models.BinaryField({ null: true });
  extra = models.JSONField({ null: true });
  file = models.FileField({ null: true });
  ip = models.GenericIPAddressField({ null: true });
  text = models.TextField({ blank: true });

  static objects = models.Manager<Book>();
}

export class Measure extends models.Model {
  big = models.BigIntegerField({ null: true });
  level = models.FloatField({ null: true });
  count = models.IntegerField({ null: true });
  twice = models.GeneratedField({
    expression: F('count').mul(2),
    outputField: models.IntegerField({ null: true }),
    dbPersist: true,
  });
  bytes = models.BinaryField({ null: true });
  data = models.JSONField({ null: true });

  static objects = models.Manager<Measure>();
}

type SeatKey = [hall: string, row: number];

export class Seat extends models.Model<SeatKey> {
  override pk = models.CompositePrimaryKey<SeatKey>('hall', 'row');
  hall = models.CharField({ maxLength: 10 });
  row = models.IntegerField();

  static objects = models.Manager<Seat>();
}

export class Guide extends Book {
  city = models.CharField({ maxLength: 50 });

  static override objects = models.Manager<Guide>();
}

export class Key extends models.Model<string> {
  override id = models.UUIDField({ primaryKey: true });
  book = models.OneToOneField(() => Book, { onDelete: models.CASCADE, null: true });
}
