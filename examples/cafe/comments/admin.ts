import * as admin from 'jango/contrib/admin';
import { Comment } from './models.ts';

class CommentAdmin extends admin.ModelAdmin<Comment> {
  override listDisplay = ['content', 'article', 'author', 'createdAt'] as const;
}

admin.site.register(Comment, CommentAdmin);
