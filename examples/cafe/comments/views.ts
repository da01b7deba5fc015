import { type AuthenticatedRequest, loginRequired } from 'jango/contrib/auth';
import * as messages from 'jango/contrib/messages';
import { PermissionDenied } from 'jango/core/errors';
import { getObjectOr404, redirect, render } from 'jango/shortcuts';
import { requirePOST } from 'jango/views';
import { Article } from '../articles/models.ts';
import { CommentForm } from './forms.ts';
import { Comment } from './models.ts';

export const create = loginRequired(
  requirePOST(async (request: AuthenticatedRequest, { pk }: { pk: number }) => {
    const article = await getObjectOr404(Article.objects.selectRelated('board', 'author'), { pk });
    const form = new CommentForm(request.POST);
    if (await form.isValid()) {
      const comment = await form.save({ commit: false });
      comment.article = article;
      comment.authorId = request.user.pk;
      await comment.save();
      return redirect(article);
    }
    return render(request, 'articles/detail.html', { article, form, comments: await article.comments.all() });
  }),
);

export const remove = loginRequired(
  requirePOST(async (request: AuthenticatedRequest, { pk }: { pk: number }) => {
    const comment = await getObjectOr404(Comment.objects.selectRelated('article'), { pk });
    if (comment.authorId !== request.user.pk)
      throw new PermissionDenied('Only its author may delete a comment.');
    await comment.delete();
    messages.success(request, 'Your comment was deleted.');
    return redirect(comment.article);
  }),
);
