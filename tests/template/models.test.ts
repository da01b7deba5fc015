import { captureQueries } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Article, Author, Comment, Profile, setUpDatabase, Tag } from '../db/query/app.ts';
import { render } from './render.ts';

beforeEach(async () => {
  await setUpDatabase();
  const kim = await Author.objects.create({ name: 'Kim' });
  for (const title of ['first', 'second', '<third>']) {
    const article = await Article.objects.create({ title, author: kim });
    await Comment.objects.create({ article, text: `on ${title}` });
    await article.tags.add(await Tag.objects.create({ name: `tag ${title}` }));
  }
});

describe('a template with models', () => {
  test('loops over a QuerySet and follows relations in two queries', async () => {
    const source = '{% for a in articles %}{{ a.title }} by {{ a.author.name }};{% endfor %}';
    const { queries, result } = await captureQueries(async () =>
      render(source, { articles: Article.objects.orderBy('id') }),
    );
    expect(await result).toBe('first by Kim;second by Kim;&lt;third&gt; by Kim;');
    expect(queries).toHaveLength(2);
  });

  test('goes through related managers as Django writes them', async () => {
    const article = await Article.objects.get({ title: 'first' });
    const source =
      '{% for c in article.comment_set.all %}{{ c.text }}{% empty %}none{% endfor %} {{ article.tags.count }} {{ article.tags.all.0 }}{% if article.editor %}!{% endif %} {{ article.author_id }} {{ article.created_at|date:"Y" }}';
    expect(await render(source, { article })).toBe(`on first 1 tag first 1 ${new Date().getUTCFullYear()}`);
  });

  test('prints models and QuerySets as Django does', async () => {
    const articles = Article.objects.orderBy('id');
    expect(await render('{{ articles|first }} {{ articles }}', { articles: articles.slice(0, 1) })).toBe(
      'first &lt;QuerySet [&lt;Article: first&gt;]&gt;',
    );
    expect(await render('{{ articles|length }}{% if articles %}+{% endif %}', { articles })).toBe('3+');
  });

  test('changes no data, whatever it says', async () => {
    const article = await Article.objects.get({ title: 'first' });
    const context = {
      article,
      objects: Article.objects,
      all: Article.objects.all(),
      author: await article.author,
    };
    const source =
      '{{ article.delete }}{{ article.save }}{{ all.delete }}{{ objects.create }}{{ article.tags.clear }}{{ author.article_set.remove }}';
    expect(await render(`[${source}]`, context)).toBe('[]');
    expect(await Article.objects.count()).toBe(3);
    expect(await article.tags.count()).toBe(1);
  });

  test('prints nothing for a related object that is not there', async () => {
    expect(
      await render('[{{ author.profile.bio }}]', { author: await Author.objects.get({ name: 'Kim' }) }),
    ).toBe('[]');
    await Profile.objects.create({ author: await Author.objects.get({ name: 'Kim' }), bio: 'x' });
    expect(
      await render('[{{ author.profile.bio }}]', { author: await Author.objects.get({ name: 'Kim' }) }),
    ).toBe('[x]');
  });
});
