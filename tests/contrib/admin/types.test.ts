import * as admin from 'jango/contrib/admin';
import { expectTypeOf, it } from 'vitest';
import { Article, Board, Tag } from '../project/articles/models.ts';

it('checks the names of a class against its model', () => {
  class Good extends admin.ModelAdmin<Article> {
    override listDisplay = ['pk', 'title', 'board', 'board__name', 'wordCount', 'shout', '__str__'] as const;
    override listFilter = ['pinned', 'board__name'] as const;
    override searchFields = ['title', '^content', 'board__name', 'title__istartswith'] as const;
    override ordering = ['-createdAt', 'board__name'] as const;
    override fields = ['title', ['content', 'board'], 'shout'] as const;
    override readonlyFields = ['shout', 'createdAt'] as const;
    override exclude = ['author'] as const;
    override prepopulatedFields = { title: ['content'] } as const;
    override dateHierarchy = 'createdAt' as const;
    override listEditable = ['pinned'] as const;
    override fieldsets = [[null, { fields: ['title'], classes: ['collapse'] }]] as const;
    override actions = ['publish'] as const;
    shout(article: Article): string {
      return article.title.toUpperCase();
    }
    publish(): void {}
  }
  expectTypeOf(Good).toExtend<admin.ModelAdminClass<Article>>();

  class Bad extends admin.ModelAdmin<Article> {
    // @ts-expect-error -- Article has no field called titel
    override listDisplay = ['titel'] as const;
    // @ts-expect-error -- a board has no field called nmae
    override searchFields = ['board__nmae'] as const;
    // @ts-expect-error -- nothing is called createdat
    override ordering = ['-createdat'] as const;
    // @ts-expect-error -- the form has no field called tittle
    override fields = ['tittle'] as const;
    // @ts-expect-error -- nor has it one to be filled from
    override prepopulatedFields = { title: ['contents'] } as const;
    // @ts-expect-error -- no column can be edited that is no field
    override listEditable = ['wordCounts'] as const;
    // @ts-expect-error -- the class has no such method
    override actions = ['publish'] as const;
  }
  void Bad;
});

it('registers a model only with a class that is for it', () => {
  class BoardAdmin extends admin.ModelAdmin<Board> {}
  const site = new admin.AdminSite('types');
  const register = (): void => {
    site.register(Board, BoardAdmin);
    site.register([Article, Tag]);
    site.register(Tag);
    // @ts-expect-error -- the class is for boards
    site.register(Tag, BoardAdmin);
  };
  expectTypeOf(register).toBeFunction();
});
