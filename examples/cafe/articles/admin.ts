import * as admin from 'jango/contrib/admin';
import { Article, Board } from './models.ts';

class BoardAdmin extends admin.ModelAdmin<Board> {
  override listDisplay = ['name', 'slug', 'position'] as const;
  override prepopulatedFields = { slug: ['name'] } as const;
}

class ArticleAdmin extends admin.ModelAdmin<Article> {
  override listDisplay = ['title', 'board', 'author', 'views', 'createdAt'] as const;
  override listFilter = ['board', 'createdAt'] as const;
  override searchFields = ['title', 'content', 'author__username'] as const;
}

admin.site.register(Board, BoardAdmin);
admin.site.register(Article, ArticleAdmin);
