import { User } from 'jango/contrib/auth';
import { models } from 'jango/db';

export class Board extends models.Model {
  name = models.CharField({ maxLength: 30, unique: true });
  slug = models.SlugField({ unique: true });

  static objects = models.Manager<Board>();
  static meta: models.Meta<Board> = { ordering: ['name'] };

  override toString(): string {
    return this.name;
  }
}

export class Tag extends models.Model {
  name = models.CharField({ maxLength: 20 });

  static objects = models.Manager<Tag>();

  override toString(): string {
    return this.name;
  }
}

export class Article extends models.Model {
  title = models.CharField({ maxLength: 100 });
  content = models.TextField();
  board = models.ForeignKey(() => Board, { onDelete: models.CASCADE, null: true, blank: true });
  author = models.ForeignKey(() => User, { onDelete: models.SET_NULL, null: true, blank: true });
  tags = models.ManyToManyField(() => Tag, { blank: true });
  pinned = models.BooleanField({ default: false });
  level = models.CharField({
    maxLength: 1,
    default: 'n',
    choices: [
      ['n', 'Normal'],
      ['u', 'Urgent'],
    ],
  });
  createdAt = models.DateTimeField({ autoNowAdd: true });
  updatedAt = models.DateTimeField({ autoNow: true });

  static objects = models.Manager<Article>();
  static meta: models.Meta<Article> = { ordering: ['title'] };

  override toString(): string {
    return this.title;
  }

  wordCount(): number {
    return this.content.split(/\s+/).length;
  }

  getAbsoluteUrl(): string {
    return `/articles/${this.pk}/`;
  }
}

export class Comment extends models.Model {
  article = models.ForeignKey(() => Article, { onDelete: models.CASCADE, relatedName: 'comments' });
  text = models.CharField({ maxLength: 200 });

  static objects = models.Manager<Comment>();

  override toString(): string {
    return this.text;
  }
}

/** Its article cannot be deleted. */
export class Prize extends models.Model {
  article = models.ForeignKey(() => Article, { onDelete: models.PROTECT });
  name = models.CharField({ maxLength: 20 });

  static objects = models.Manager<Prize>();

  override toString(): string {
    return this.name;
  }
}
