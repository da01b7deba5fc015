import path from 'node:path';
import type { HttpRequest } from 'jango/http';
import { render } from 'jango/shortcuts';
import { loadTemplateLibraries } from 'jango/template';
import { path as route } from 'jango/urls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { captureLog, type Site, startSite } from '../support/site.ts';

const here = path.join(import.meta.dirname, 'engines');
const page = (name: string) => (request: HttpRequest) =>
  render(request, name, {
    total: () => {
      throw new RangeError('no total');
    },
  });
const urlpatterns = ['unclosed', 'fails', 'includes', 'nowhere'].map((name) =>
  route(`${name}/`, page(`${name}.html`)),
);

let site: Site;
beforeAll(async () => {
  site = await startSite({
    DEBUG: true,
    ROOT_URLCONF: { urlpatterns } as never,
    TEMPLATES: [
      { BACKEND: 'jango/template', DIRS: [path.join(here, 'templates')] },
      { BACKEND: 'tests/template/engines/nunjucks.ts#NunjucksTemplates', DIRS: [path.join(here, 'other')] },
    ],
  });
  await loadTemplateLibraries();
});
afterAll(() => site.close());

async function body(name: string, accept = 'text/html'): Promise<string> {
  const { result } = await captureLog(async () =>
    (await site.fetch(`/${name}/`, { headers: { accept } })).text(),
  );
  return result;
}

test('a syntax error shows its line, and the line of the tag that is still open', async () => {
  const html = await body('unclosed');
  expect(html).toContain('TemplateSyntaxError');
  expect(html).toMatch(/In the template <code>.*unclosed\.html<\/code>, line 6/);
  expect(html).toMatch(/class="here"><span>6<\/span><span> {2}\{% endif %\}/);
  expect(html).toMatch(/class="opened"><span>4<\/span><span> {2}\{% for order in orders %\}/);
  expect(html).toContain('The tag that is still open there begins on line 4.');
});

test('an error while rendering shows the line of the template', async () => {
  const html = await body('fails');
  expect(html).toMatch(/In the template <code>.*fails\.html<\/code>, line 3/);
  expect(html).toMatch(/class="here"><span>3<\/span>/);
  expect(html).toContain('no total');
});

test('a missing template lists the places of every engine', async () => {
  const html = await body('nowhere');
  expect(html).toContain('<h1>Template does not exist: nowhere.html.</h1>');
  expect(html).toMatch(
    /By the engine <code>jango<\/code>[\s\S]*engines\/templates\/nowhere\.html<\/code> <span class="soft small">Source does not exist \(filesystem\)/,
  );
  expect(html).toMatch(/By the engine <code>nunjucks<\/code>[\s\S]*engines\/other\/nowhere\.html/);
  expect(await body('nowhere', 'text/plain')).toMatch(
    /looked for by the engine nunjucks:\n {4}.*other\/nowhere\.html \(Source/,
  );
});

test('a template that another one includes shows both', async () => {
  const html = await body('includes');
  expect(html).toContain('Where the template was looked for');
  expect(html).toMatch(/In the template <code>.*includes\.html<\/code>, line 2/);
});
