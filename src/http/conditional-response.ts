import { parseEtags } from '../utils/http.ts';
import { parseHttpDate } from '../utils/http-date.ts';
import type { HttpRequest } from './request.ts';
import { HttpResponse } from './response.ts';
import type { HttpResponseBase } from './response-base.ts';
import { HttpResponseNotModified } from './response-kinds.ts';

export interface Validators {
  /** In quotes. */
  etag?: string | undefined;
  /** Seconds since 1970. */
  lastModified?: number | undefined;
  response: HttpResponseBase;
}

const KEPT = ['Cache-Control', 'Content-Location', 'Date', 'ETag', 'Expires', 'Last-Modified', 'Vary'];

/** The response itself, or 304 or 412 as the conditions in the request's headers ask for, in the order of RFC 9110. */
export function conditionalResponse(
  request: HttpRequest,
  { etag, lastModified, response }: Validators,
): HttpResponseBase {
  const { headers } = request;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const ifMatch = parseEtags(headers.get('if-match', ''));
  const ifNoneMatch = parseEtags(headers.get('if-none-match', ''));
  const unmodifiedSince = parseHttpDate(headers.get('if-unmodified-since', ''));
  const modifiedSince = parseHttpDate(headers.get('if-modified-since', ''));
  if (ifMatch.length > 0) {
    if (!matchesStrongly(etag, ifMatch)) return failed();
  } else if (
    unmodifiedSince !== undefined &&
    (lastModified === undefined || lastModified > unmodifiedSince)
  ) {
    return failed();
  }
  if (ifNoneMatch.length > 0) {
    if (matchesWeakly(etag, ifNoneMatch)) return isRead ? notModified(response) : failed();
  } else if (
    modifiedSince !== undefined &&
    lastModified !== undefined &&
    lastModified <= modifiedSince &&
    isRead
  ) {
    return notModified(response);
  }
  return response;
}

function matchesStrongly(etag: string | undefined, etags: readonly string[]): boolean {
  if (etag === undefined) return false;
  return etags[0] === '*' || (!etag.startsWith('W/') && etags.includes(etag));
}

function matchesWeakly(etag: string | undefined, etags: readonly string[]): boolean {
  if (etag === undefined) return false;
  const strong = (tag: string): string => tag.replace(/^W\//, '');
  return etags[0] === '*' || etags.some((tag) => strong(tag) === strong(etag));
}

function failed(): HttpResponse {
  return new HttpResponse('', { status: 412 });
}

function notModified(response: HttpResponseBase): HttpResponseNotModified {
  const answer = new HttpResponseNotModified();
  for (const name of KEPT) {
    const value = response.headers.get(name);
    if (value !== undefined) answer.headers.set(name, value);
  }
  for (const [name, cookie] of response.cookies) answer.cookies.set(name, cookie);
  response.close();
  return answer;
}
