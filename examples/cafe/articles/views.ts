import { type AuthenticatedRequest, loginRequired } from 'jango/contrib/auth';
import * as messages from 'jango/contrib/messages';
import { PermissionDenied } from 'jango/core/errors';
import { Paginator } from 'jango/core/paginator';
import { Count, F, type models, Q } from 'jango/db';
import type { HttpRequest } from 'jango/http';
import { getObjectOr404, redirect, render } from 'jango/shortcuts';
import { CommentForm } from '../comments/forms.ts';
import { ArticleForm, SearchForm } from './forms.ts';
import { Article, Board } from './models.ts';

const PER_PAGE = 8;

export function index(request: HttpRequest) {
  return list(request, Article.objects.all());
}

export async function board(request: HttpRequest, { slug }: { slug: string }) {
  const here = await getObjectOr404(Board, { slug });
  return list(request, Article.objects.filter({ board: here }), here);
}

/** A page of articles, those that hold the searched words if there are any. */
async function list(request: HttpRequest, articles: models.QuerySet<Article>, here?: Board) {
  const search = new SearchForm(request.GET);
  const q = (await search.isValid()) ? search.cleanedData.q : '';
  const found = q
    ? articles.filter(
        Q({ title__icontains: q }).or({ content__icontains: q }).or({ author__username__icontains: q }),
      )
    : articles;
  const shown = found
    .selectRelated('board', 'author')
    .annotate({ commentCount: Count('comments') })
    .orderBy('-pk');
  const page = await new Paginator(shown, PER_PAGE).getPage(request.GET.get('page'));
  return render(request, 'articles/index.html', { page, q, here, boards: await Board.objects.all() });
}

export async function detail(request: HttpRequest, { pk }: { pk: number }) {
  await Article.objects.filter({ pk }).update({ views: F('views').add(1) });
  const article = await getObjectOr404(Article.objects.selectRelated('board', 'author'), { pk });
  const comments = await article.comments.all();
  return render(request, 'articles/detail.html', { article, comments, form: new CommentForm() });
}

export const create = loginRequired(async (request: AuthenticatedRequest) => {
  const posted = request.method === 'POST';
  const form = new ArticleForm(posted ? request.POST : undefined, { files: request.FILES });
  if (posted && (await form.isValid())) {
    const article = await form.save({ commit: false });
    article.authorId = request.user.pk;
    await article.save();
    messages.success(request, 'Your article is out.');
    return redirect(article);
  }
  return render(request, 'articles/form.html', { form, heading: 'Write an article' });
});

export const update = loginRequired(async (request: AuthenticatedRequest, { pk }: { pk: number }) => {
  const article = await ownArticle(request, pk);
  const posted = request.method === 'POST';
  const form = new ArticleForm(posted ? request.POST : undefined, {
    files: request.FILES,
    instance: article,
  });
  if (posted && (await form.isValid())) {
    await form.save();
    messages.success(request, 'Your article was changed.');
    return redirect(article);
  }
  return render(request, 'articles/form.html', { form, article, heading: 'Change the article' });
});

export const remove = loginRequired(async (request: AuthenticatedRequest, { pk }: { pk: number }) => {
  const article = await ownArticle(request, pk);
  if (request.method !== 'POST') return render(request, 'articles/confirm_delete.html', { article });
  await article.delete();
  messages.success(request, 'Your article was deleted.');
  return redirect('articles:index');
});

/** The article, if it is one's own. @throws PermissionDenied when it is somebody else's. */
async function ownArticle(request: AuthenticatedRequest, pk: number): Promise<Article> {
  const article = await getObjectOr404(Article, { pk });
  if (article.authorId !== request.user.pk)
    throw new PermissionDenied('Only its author may change an article.');
  return article;
}
