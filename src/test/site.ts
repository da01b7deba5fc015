import { settings } from '../conf/configure.ts';
import { gotRequestException } from '../core/signals.ts';
import { getHandler, type Handler } from '../handlers/handler.ts';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse } from '../http/response.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { StreamingHttpResponse } from '../http/streaming-response.ts';
import { skipCsrfChecks } from '../middleware/csrf-token.ts';
import { captureTemplates } from './rendered.ts';
import { TestResponse } from './test-response.ts';

export interface AnswerOptions {
  enforceCsrfChecks: boolean;
  raiseRequestException: boolean;
}

/** Handlers by what they are made of: settings that a test overrides have one of their own. */
const handlers = new WeakMap<readonly string[], Map<string, Promise<Handler>>>();
/** What views threw, by the request they were answering. */
const failures = new WeakMap<object, { error: unknown }>();

/** Let the site answer a request, from the first middleware to the last byte. @throws what the view throws, when that is wanted */
export async function answer(request: HttpRequest, options: AnswerOptions): Promise<TestResponse> {
  gotRequestException.connect(rememberFailure, { dispatchUid: 'jango.test' });
  if (!options.enforceCsrfChecks) skipCsrfChecks(request);
  const handler = await siteHandler();
  const { result, rendered } = await captureTemplates(async () => {
    const response = await handler(request);
    return { response, content: await contentOf(request, response) };
  });
  const { response, content } = result;
  response.close();
  request.close();
  const failure = failures.get(request);
  if (failure !== undefined && options.raiseRequestException) throw failure.error;
  return new TestResponse(request, response, content, rendered);
}

function siteHandler(): Promise<Handler> {
  const { MIDDLEWARE, ROOT_URLCONF } = settings;
  const byUrlconf = handlers.get(MIDDLEWARE) ?? new Map<string, Promise<Handler>>();
  handlers.set(MIDDLEWARE, byUrlconf);
  const handler = byUrlconf.get(ROOT_URLCONF) ?? getHandler();
  byUrlconf.set(ROOT_URLCONF, handler);
  return handler;
}

function rememberFailure({ request, error }: { request: unknown; error: unknown }): void {
  failures.set(request as object, { error });
}

/** What a server would have sent after the headers. */
async function contentOf(request: HttpRequest, response: HttpResponseBase): Promise<Buffer> {
  const { statusCode } = response;
  if (request.method === 'HEAD' || statusCode < 200 || statusCode === 204 || statusCode === 304)
    return Buffer.alloc(0);
  if (response instanceof HttpResponse) return response.content;
  const parts: Buffer[] = [];
  if (response instanceof StreamingHttpResponse) {
    for await (const part of response.streamingContent) parts.push(Buffer.from(part as string));
  }
  return Buffer.concat(parts);
}
