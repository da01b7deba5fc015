import { User } from 'jango/contrib/auth';
import { models } from 'jango/db';
import { reverse } from 'jango/urls';
import type { Comment } from '../comments/models.ts';

/** A part of the café with a subject of its own. */
export class Board extends models.Model {
  name = models.CharField({ maxLength: 40, unique: true });
  slug = models.SlugField({ unique: true });
  description = models.CharField({ maxLength: 200, blank: true });
  position = models.PositiveSmallIntegerField({ default: 0 });

  declare articles: models.RelatedManager<Article>;

  static objects = models.Manager<Board>();
  static meta: models.Meta<Board> = { ordering: ['position', 'name'] };

  override toString() {
    return this.name;
  }
}

/** What somebody wrote on a board. */
export class Article extends models.Model {
  board = models.ForeignKey(() => Board, { onDelete: models.PROTECT, relatedName: 'articles' });
  author = models.ForeignKey(() => User, { onDelete: models.CASCADE, relatedName: 'articles' });
  title = models.CharField({ maxLength: 80 });
  content = models.TextField();
  image = models.ImageField({ uploadTo: 'uploads/%Y/%m/', blank: true });
  views = models.PositiveIntegerField({ default: 0, editable: false });
  createdAt = models.DateTimeField({ autoNowAdd: true });
  updatedAt = models.DateTimeField({ autoNow: true });

  declare boardId: number;
  declare authorId: number;
  declare comments: models.RelatedManager<Comment>;

  static objects = models.Manager<Article>();
  static meta: models.Meta<Article> = { ordering: ['-pk'] };

  override toString() {
    return this.title;
  }

  getAbsoluteUrl() {
    return reverse('articles:detail', { pk: this.pk });
  }
}
