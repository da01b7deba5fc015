/** Middleware of the tests with a hook for responses that are rendered late. */
import { HttpResponse } from 'jango/http';
import type { GetResponse, MiddlewareHooks } from 'jango/middleware';
import { SimpleTemplateResponse } from 'jango/template/response';

const hook =
  (processTemplateResponse: NonNullable<MiddlewareHooks['processTemplateResponse']>) =>
  (handle: GetResponse): MiddlewareHooks => ({ handle, processTemplateResponse });

const adding = (word: string) =>
  hook((_, response) => {
    const { name } = response.contextData as { name: string };
    response.contextData = { name: `${name} ${word}` };
    return response;
  });

export const inner = adding('inner');
export const outer = adding('outer');
export const other = hook(() => new SimpleTemplateResponse('both.html', { name: 'other' }));
export const nothing = hook(() => undefined as never);
export const mends = (handle: GetResponse): MiddlewareHooks => ({
  handle,
  processException: (_, error) => new HttpResponse(`mended ${(error as Error).message}`),
});
