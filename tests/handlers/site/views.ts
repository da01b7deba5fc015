import { ImproperlyConfigured, PermissionDenied } from 'jango/core/errors';
import {
  Http404,
  type HttpRequest,
  HttpResponse,
  HttpResponseRedirect,
  JsonResponse,
  StreamingHttpResponse,
} from 'jango/http';
import { getToken } from 'jango/middleware';
import { csrfExempt, requirePOST } from 'jango/views';

export const index = (): HttpResponse => new HttpResponse('index');
export const slow = async (): Promise<HttpResponse> => {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return new HttpResponse('slow');
};
export const detail = (_request: HttpRequest, { pk }: { pk: number }): HttpResponse =>
  new HttpResponse(`article ${pk}`);
export const file = (_request: HttpRequest, { name }: { name: string }): HttpResponse =>
  new HttpResponse(`file ${name}`);
export const echo = csrfExempt(
  (request): HttpResponse =>
    new JsonResponse({
      GET: request.GET.lists(),
      POST: request.POST.lists(),
      FILES: request.FILES.lists().map(([name, files]) => [
        name,
        files.map((upload) => [upload.name, upload.size]),
      ]),
      COOKIES: { ...request.COOKIES },
    }),
);
export const json = csrfExempt(
  async (request): Promise<HttpResponse> => new JsonResponse(await request.json()),
);
export const form = (request: HttpRequest): HttpResponse =>
  new HttpResponse(request.method === 'POST' ? 'saved' : getToken(request));
export const post = requirePOST((): HttpResponse => new HttpResponse('posted'));
export const header = (request: HttpRequest): HttpResponse =>
  new HttpResponse('', { headers: { 'X-Echo': request.GET.get('value', '') } });
export const redirect = (request: HttpRequest): HttpResponse =>
  new HttpResponseRedirect(request.GET.get('to', '/'));
export const boom = (): never => {
  throw new ImproperlyConfigured('A secret detail of the inside.');
};
export const rejected = async (): Promise<HttpResponse> => {
  await null;
  throw new Error('A secret detail of the inside.');
};
export const missing = (): never => {
  throw new Http404('No such article.');
};
export const denied = (): never => {
  throw new PermissionDenied();
};
export const nothing = (() => undefined) as unknown as () => HttpResponse;
export const stream = (): StreamingHttpResponse =>
  new StreamingHttpResponse(
    (async function* () {
      yield 'one ';
      await null;
      yield 'two';
    })(),
    { contentType: 'text/plain' },
  );
export const own404 = (request: HttpRequest, { exception }: { exception: unknown }): HttpResponse =>
  new HttpResponse(`own 404 for ${request.path}: ${(exception as Error).message}`, { status: 404 });
