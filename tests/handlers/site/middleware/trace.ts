import { HttpResponse } from 'jango/http';
import type { GetResponse, MiddlewareHooks } from 'jango/middleware';
import { MiddlewareNotUsed } from 'jango/middleware';

export const seen: string[] = [];

export function outer(getResponse: GetResponse): GetResponse {
  return async (request) => {
    seen.push('outer in');
    const response = await getResponse(request);
    seen.push(`outer out ${response.statusCode}`);
    return response;
  };
}

export function hooks(getResponse: GetResponse): MiddlewareHooks {
  return {
    handle: (request) => {
      seen.push('hooks in');
      return getResponse(request);
    },
    processView: (request, view, params) => {
      seen.push(`view ${view.name} ${JSON.stringify(params)}`);
      return request.GET.has('early') ? new HttpResponse('early') : undefined;
    },
    processException: (_request, error) => {
      seen.push(`exception ${(error as Error).message}`);
      return new HttpResponse('mended', { status: 503 });
    },
  };
}

export function unused(): never {
  throw new MiddlewareNotUsed();
}

export function throws(): GetResponse {
  return () => {
    throw new Error('thrown by a middleware');
  };
}

export const broken = 'no function';
