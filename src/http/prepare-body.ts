import { Readable } from 'node:stream';
import { RequestDataTooBig } from '../core/errors/requests.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import type { HttpRequest } from './request.ts';
import { assertBodySize, bodyError, type PreparedBody, readBytes } from './request-body.ts';

/**
 * Read the body of a form before any middleware runs, so that `request.POST` is there at once. Other bodies are left for the view.
 * A body that cannot be read does not fail here: whoever asks for `request.POST` gets the error.
 * @returns undefined at once for a request that has no form
 */
export function prepareBody(request: HttpRequest): Awaitable<void> {
  if (request.method !== 'POST') return undefined;
  const { contentType } = request;
  if (contentType === 'application/x-www-form-urlencoded') return keep(request, readUrlencoded(request));
  if (contentType === 'multipart/form-data') return keep(request, readForm(request));
  return undefined;
}

async function keep(request: HttpRequest, reading: Promise<PreparedBody>): Promise<void> {
  try {
    request.prepare(await reading);
  } catch (error) {
    request.prepare({ error: bodyError(error) });
    if (!(error instanceof RequestDataTooBig)) return;
    // Take no more of it: the connection is closed after the answer.
    if (request.source instanceof Readable) request.source.pause();
  }
}

async function readUrlencoded(request: HttpRequest): Promise<PreparedBody> {
  assertBodySize(Number(request.headers.get('content-length', 0)));
  return { bytes: await readBytes(request.stream) };
}

async function readForm(request: HttpRequest): Promise<PreparedBody> {
  const { readMultipart } = await import('./multipart.ts');
  const charset = request.contentParams['charset'];
  return { form: await readMultipart(request.stream, request.headers.get('content-type', ''), charset) };
}
