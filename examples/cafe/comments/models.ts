import { User } from 'jango/contrib/auth';
import { models } from 'jango/db';
import { Article } from '../articles/models.ts';

/** A remark below an article. */
export class Comment extends models.Model {
  article = models.ForeignKey(() => Article, { onDelete: models.CASCADE, relatedName: 'comments' });
  author = models.ForeignKey(() => User, { onDelete: models.CASCADE, relatedName: 'comments' });
  content = models.CharField({ maxLength: 500 });
  createdAt = models.DateTimeField({ autoNowAdd: true });

  declare articleId: number;
  declare authorId: number;

  static objects = models.Manager<Comment>();
  static meta: models.Meta<Comment> = { ordering: ['pk'] };

  override toString() {
    return this.content;
  }
}
