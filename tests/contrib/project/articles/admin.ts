import * as admin from 'jango/contrib/admin';
import type { models } from 'jango/db';
import type { HttpRequest } from 'jango/http';
import { Article, Board, Comment, Tag } from './models.ts';

class CommentInline extends admin.TabularInline<Comment> {
  static override readonly model = Comment;
  override extra = 1;
}

class ArticleAdmin extends admin.ModelAdmin<Article> {
  override listDisplay = ['title', 'board', 'pinned', 'level', 'words', 'createdAt'] as const;
  override listFilter = ['board', 'pinned', 'level', 'createdAt'] as const;
  override searchFields = ['title', 'content', 'board__name'] as const;
  override listPerPage = 10;
  override dateHierarchy = 'createdAt' as const;
  override inlines = [CommentInline];
  override actions = ['pin'] as const;

  words = admin.display({ description: 'words' }, (article: Article) => article.wordCount());

  pin = admin.action(
    { description: 'Pin selected articles', permissions: ['change'] },
    async (request: HttpRequest, articles: models.QuerySet<Article>) => {
      const count = await articles.update({ pinned: true });
      this.messageUser(request, `${count} pinned.`);
    },
  );
}

class BoardAdmin extends admin.ModelAdmin<Board> {
  override listDisplay = ['name', 'slug'] as const;
  override listEditable = ['slug'] as const;
  override prepopulatedFields = { slug: ['name'] } as const;
}

admin.site.register(Article, ArticleAdmin);
admin.site.register(Board, BoardAdmin);
admin.site.register(Tag);
