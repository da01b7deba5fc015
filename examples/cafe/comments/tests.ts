import { User } from 'jango/contrib/auth';
import { TestCase } from 'jango/test';
import { Article } from '../articles/models.ts';
import { Comment } from './models.ts';

export class CommentTests extends TestCase {
  declare static member: User;
  declare static article: Article;

  static override async setUpTestData() {
    this.member = await User.objects.createUser('test-member', '', 'only-for-tests-1');
    this.article = await Article.objects.orderBy('pk').at(0);
  }

  async testACommentIsShownBelowItsArticle() {
    const { member, article } = CommentTests;
    await this.client.forceLogin(member);
    const response = await this.client.post(`/articles/${article.pk}/comments/`, {
      content: 'So <warm> here',
    });
    this.assertRedirects(response, article.getAbsoluteUrl());
    this.assertContains(await this.client.get(article.getAbsoluteUrl()), 'So &lt;warm&gt; here');
  }

  async testAVisitorMayNotComment() {
    const before = await Comment.objects.count();
    await this.client.post(`/articles/${CommentTests.article.pk}/comments/`, { content: 'Hello' });
    this.assertEqual(await Comment.objects.count(), before);
  }

  async testOnlyTheAuthorDeletesAComment() {
    const comment = await Comment.objects.exclude({ author: CommentTests.member }).orderBy('pk').at(0);
    await this.client.forceLogin(CommentTests.member);
    const response = await this.client.post(`/comments/${comment.pk}/delete/`);
    this.assertEqual(response.statusCode, 403);
    this.assertTrue(await Comment.objects.filter({ pk: comment.pk }).exists());
  }
}
