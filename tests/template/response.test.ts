import path from 'node:path';
import { getHandler } from 'jango/handlers';
import { type HttpRequest, HttpResponse, makeRequest } from 'jango/http';
import type { GetResponse, MiddlewareHooks } from 'jango/middleware';
import { getTemplate } from 'jango/template';
import { ContentNotRenderedError, SimpleTemplateResponse, TemplateResponse } from 'jango/template/response';
import { path as route } from 'jango/urls';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { configureForTests, withSettings } from '../support/override.ts';
import { captureLog } from '../support/site.ts';

const TEMPLATES = [
  {
    BACKEND: 'jango/template' as const,
    DIRS: [path.join(import.meta.dirname, 'engines/templates')],
    OPTIONS: { contextProcessors: [(request: HttpRequest) => ({ name: `of ${request.path}` })] },
  },
];
const urlpatterns = [
  route('page/', (request) => new TemplateResponse(request, 'both.html', { name: 'view' })),
  route('broken/', (request) => new TemplateResponse(request, 'none.html')),
  route('replaced/', (request) => {
    const response = new TemplateResponse(request, 'both.html');
    response.addPostRenderCallback(() => new HttpResponse('replaced'));
    return response;
  }),
];
configureForTests();
const settings = { TEMPLATES, BASE_DIR: process.cwd(), ROOT_URLCONF: { urlpatterns } as never };
const inProject = (run: () => unknown) => withSettings(settings, run as () => Promise<void>);

describe('a response that is rendered late', () => {
  test('has no content before, and is rendered once', () =>
    inProject(async () => {
      const response = new SimpleTemplateResponse('both.html', { name: 'A' }, { status: 202 });
      expect([response.isRendered, response.statusCode]).toEqual([false, 202]);
      for (const read of [
        () => response.content,
        () => response.text,
        () => response.body,
        () => response.write(''),
      ])
        expect(read).toThrow(ContentNotRenderedError);
      response.contextData = { name: 'B' };
      expect(await response.render()).toBe(response);
      expect([response.isRendered, response.text]).toEqual([true, 'jango B']);
      response.contextData = { name: 'C' };
      await response.render();
      expect(response.text).toBe('jango B');
      expect(await response.renderedContent).toBe('jango C');
    }));

  test('takes names, a template, an engine; giving it a content counts as rendering', () =>
    inProject(async () => {
      for (const template of [['none.html', 'both.html'], getTemplate('both.html')] as const)
        expect(await new SimpleTemplateResponse(template, null, { using: 'jango' }).renderedContent).toBe(
          'jango ',
        );
      expect(() => new SimpleTemplateResponse('both.html', {}, { using: 'x' }).render()).toThrow(
        'no engine called',
      );
      const response = new SimpleTemplateResponse('none.html');
      response.content = 'given';
      expect([response.isRendered, response.text]).toEqual([true, 'given']);
    }));

  test('calls back when rendered, and at once after that', () =>
    inProject(async () => {
      const response = new TemplateResponse(makeRequest({ url: '/here/' }), 'both.html');
      const seen: string[] = [];
      response.addPostRenderCallback((ready) => void seen.push(`first ${(ready as HttpResponse).text}`));
      response.addPostRenderCallback(async () => new HttpResponse('another'));
      expect(await response.render()).toMatchObject({ text: 'another' });
      expect(seen).toEqual(['first jango of /here/']);
      expect(await response.addPostRenderCallback(() => new HttpResponse('at once'))).toMatchObject({
        text: 'at once',
      });
    }));

  test('lets a subclass choose template and variables', () =>
    inProject(async () => {
      class Page extends SimpleTemplateResponse {
        override resolveContext() {
          return { name: 'chosen' };
        }
        override resolveTemplate() {
          return super.resolveTemplate('both.html');
        }
      }
      expect(await new Page('none.html').renderedContent).toBe('jango chosen');
      expectTypeOf<Page['isRendered']>().toEqualTypeOf<boolean>();
      // @ts-expect-error -- a template is a name, names or a template
      expect(() => new SimpleTemplateResponse(1).render()).toThrow();
    }));
});

describe('the handler', () => {
  const hooks = 'tests/template/engines/hooks.ts';
  const answer = async (url: string, ...names: string[]) =>
    withSettings({ ...settings, MIDDLEWARE: names.map((name) => `${hooks}#${name}`) }, async () => {
      const handler = await getHandler();
      return handler(makeRequest({ url }));
    });

  test('renders behind the view, with the request’s context', async () => {
    expect(await answer('/page/')).toMatchObject({ text: 'jango view', isRendered: true });
    expect(await answer('/replaced/')).toMatchObject({ text: 'replaced' });
  });

  test('asks the hooks first, the innermost first; each may change the response or give another', async () => {
    expect(await answer('/page/', 'outer', 'inner')).toMatchObject({ text: 'jango view inner outer' });
    expect(await answer('/page/', 'other')).toMatchObject({ text: 'jango other' });
  });

  test('refuses a hook without a response; an error of the template goes to processException', async () => {
    const { result } = await captureLog(() => answer('/page/', 'nothing'));
    expect(result.statusCode).toBe(500);
    expect(await answer('/broken/', 'mends')).toMatchObject({
      text: expect.stringMatching(/^mended Template does not exist: none.html/),
    });
  });

  test('types the response of a hook', () => {
    type Hook = NonNullable<MiddlewareHooks['processTemplateResponse']>;
    expectTypeOf<Parameters<Hook>[1]>().toEqualTypeOf<SimpleTemplateResponse>();
    expectTypeOf<GetResponse>().toBeFunction();
  });
});
