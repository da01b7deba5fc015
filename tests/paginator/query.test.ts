import { Paginator } from 'jango/core/paginator';
import { captureQueries } from 'jango/db';
import { Engine } from 'jango/template';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Article, type Author, setUpBlog } from '../forms/blog/models.ts';

let ann: Author;
beforeEach(async () => {
  ({ ann } = await setUpBlog());
  for (const title of ['a', 'b', 'c', 'd', 'e']) await Article.objects.create({ title, author: ann });
});

test('a page of a query costs a count and its rows', async () => {
  const { queries } = await captureQueries(async () => {
    const page = await new Paginator(Article.objects.orderBy('title'), 2).getPage('2');
    expect(page.objectList.map((article) => article.title)).toEqual(['c', 'd']);
    expectTypeOf(page.objectList).toEqualTypeOf<readonly Article[]>();
  });
  expect(queries).toHaveLength(2);
});

test('the type of the rows is that of the query', async () => {
  const page = await new Paginator(Article.objects.orderBy('title').selectRelated('author'), 2).page(1);
  expect(page.objectList[0]!.author.name).toBe('Ann');
});

test('templates go through a page under Django’s names', async () => {
  const page_obj = await new Paginator(Article.objects.orderBy('title'), 2).getPage(2);
  const template =
    '{% for article in page_obj %}{{ article.title }}{% endfor %}|{{ page_obj.number }}/{{ page_obj.paginator.num_pages }}' +
    '|{% if page_obj.has_previous %}{{ page_obj.previous_page_number }}{% endif %}' +
    '|{% if page_obj.has_next %}{{ page_obj.next_page_number }}{% endif %}|{{ page_obj.paginator.count }}' +
    '|{% for n in page_obj.paginator.page_range %}{{ n }}{% endfor %}';
  expect(String(await new Engine().fromString(template).render({ page_obj }))).toBe('cd|2/3|1|3|5|123');
});
