import { HttpResponse, makeRequest } from 'jango/http';
import { redirect, render, resolveUrl } from 'jango/shortcuts';
import { NoReverseMatch, path } from 'jango/urls';
import { expect, test } from 'vitest';
import { configureForTests } from '../support/override.ts';

const detail = () => new HttpResponse('');
const urlpatterns = [
  path('articles/<int:pk>/', detail, { name: 'detail' }),
  path('', () => new HttpResponse(''), { name: 'index' }),
];

configureForTests({
  ROOT_URLCONF: { urlpatterns } as never,
  TEMPLATES: [{ BACKEND: 'jango/template', DIRS: [`${import.meta.dirname}/templates`] }],
});

test('redirect() takes the name of a view with what its route captures', () => {
  const response = redirect('detail', { pk: 3 });
  expect([response.statusCode, response.url]).toEqual([302, '/articles/3/']);
  expect(redirect('index', {}, { permanent: true }).statusCode).toBe(301);
});

test('redirect() takes a view, an object with a page of its own, and a URL', () => {
  expect(redirect(detail as never, { pk: 3 }).url).toBe('/articles/3/');
  expect(redirect({ getAbsoluteUrl: () => '/me/' }).url).toBe('/me/');
  expect(redirect('https://example.com/').url).toBe('https://example.com/');
  expect(redirect('../up/').url).toBe('../up/');
});

test('a name that is neither a view’s nor a URL is refused', () => {
  expect(() => resolveUrl('detial')).toThrow(NoReverseMatch);
  expect(resolveUrl('other/page')).toBe('other/page');
});

test('render() answers with a template', async () => {
  const response = await render(makeRequest(), 'hello.html', { name: '<Ann>' }, { status: 201 });
  expect(response.text.trim()).toBe('Hello &lt;Ann&gt;!');
  expect(response.statusCode).toBe(201);
});

test('render() answers at once when the template waits for nothing', () => {
  expect(render(makeRequest(), 'hello.html')).toBeInstanceOf(HttpResponse);
});
