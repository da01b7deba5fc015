import { User } from 'jango/contrib/auth';
import { TestCase } from 'jango/test';
import { Article, Board } from './models.ts';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export class ArticleTests extends TestCase {
  declare static board: Board;
  declare static haneul: User;
  declare static tom: User;

  static override async setUpTestData() {
    this.board = await Board.objects.create({ name: 'Tests', slug: 'tests' });
    this.haneul = await User.objects.createUser('test-haneul', 'haneul@example.com', 'only-for-tests-1');
    this.tom = await User.objects.createUser('test-tom', 'tom@example.com', 'only-for-tests-1');
  }

  article(title = 'Of cups') {
    const { board, haneul } = ArticleTests;
    return Article.objects.create({ board, author: haneul, title, content: 'Round, and warm.' });
  }

  async testTheSeededArticlesAreListedNewestFirst() {
    const response = await this.client.get('/');
    this.assertContains(response, 'Scale or spoon?');
    this.assertContains(response, '토요일 벼룩시장');
    this.assertNotContains(response, '한낮 카페에 오신 것을 환영합니다');
    const last = await this.client.get('/', { page: '3' });
    this.assertContains(last, '한낮 카페에 오신 것을 환영합니다');
  }

  async testSearchLooksIntoTitlesAndTexts() {
    this.assertContains(await this.client.get('/', { q: '고양이' }), '우리 집 고양이가');
    this.assertContains(await this.client.get('/', { q: 'GRIND FINER' }), 'Fifteen grams');
    this.assertContains(await this.client.get('/', { q: 'nothing like it' }), 'Nothing here yet.');
  }

  async testABoardShowsItsOwnArticles() {
    await this.article();
    const response = await this.client.get('/boards/tests/');
    this.assertContains(response, 'Of cups');
    this.assertNotContains(response, 'Scale or spoon?');
  }

  async testReadingCountsAView() {
    const article = await this.article();
    await this.client.get(article.getAbsoluteUrl());
    this.assertContains(await this.client.get(article.getAbsoluteUrl()), '2 views');
  }

  async testTheListAsksForEachKindOfThingOnce() {
    await this.assertNumQueries(4, () => this.client.get('/'));
  }

  async testWritingNeedsALogin() {
    const response = await this.client.get('/articles/new/');
    this.assertRedirects(response, '/accounts/login/?next=/articles/new/');
  }

  async testAMemberWritesAnArticleWithAPicture() {
    const { board, haneul } = ArticleTests;
    await this.client.forceLogin(haneul);
    const response = await this.client.post('/articles/new/', {
      board: board.pk,
      title: 'With a picture',
      content: 'Look.',
      image: new File([PIXEL], 'pixel.png', { type: 'image/png' }),
    });
    const article = await Article.objects.get({ title: 'With a picture' });
    this.assertRedirects(response, article.getAbsoluteUrl());
    this.assertEqual(article.authorId, haneul.pk);
    this.assertRegex(article.image.name ?? '', /^uploads\/\d{4}\/\d{2}\/pixel.*\.png$/);
    await article.image.delete({ save: false });
  }

  async testWhatIsNoPictureIsRefused() {
    const { board, haneul } = ArticleTests;
    await this.client.forceLogin(haneul);
    const image = new File(['not a picture'], 'pixel.png', { type: 'image/png' });
    const response = await this.client.post('/articles/new/', {
      board: board.pk,
      title: 'x',
      content: 'y',
      image,
    });
    this.assertContains(response, 'Upload a valid image.');
  }

  async testOnlyTheAuthorChangesAndDeletes() {
    const article = await this.article();
    await this.client.forceLogin(ArticleTests.tom);
    this.assertEqual((await this.client.get(`/articles/${article.pk}/edit/`)).statusCode, 403);
    this.assertEqual((await this.client.post(`/articles/${article.pk}/delete/`)).statusCode, 403);
    await this.client.forceLogin(ArticleTests.haneul);
    this.assertContains(await this.client.get(`/articles/${article.pk}/edit/`), 'Of cups');
    this.assertRedirects(await this.client.post(`/articles/${article.pk}/delete/`), '/');
    this.assertFalse(await Article.objects.filter({ pk: article.pk }).exists());
  }

  async testAnArticleThatIsNotThereIs404() {
    this.assertEqual((await this.client.get('/articles/999999/')).statusCode, 404);
  }
}
