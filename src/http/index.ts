export { type AllowedUrlOptions, urlHasAllowedHostAndScheme } from '../utils/allowed-url.ts';
export { MultiValueDict } from '../utils/multi-value-dict.ts';
export { CookieError } from './cookie-error.ts';
export { parseCookie } from './cookie-values.ts';
export { FileResponse, type FileResponseOptions } from './file-response.ts';
export { Http404 } from './http404.ts';
export { JsonResponse, type JsonResponseOptions } from './json-response.ts';
export { type MakeRequestOptions, makeRequest } from './make-request.ts';
export { MediaType } from './media-type.ts';
export { ImmutableQueryDict, QueryDict, type QueryDictOptions } from './query-dict.ts';
export {
  DisallowedRedirect,
  HttpResponsePermanentRedirect,
  HttpResponseRedirect,
  type RedirectOptions,
} from './redirect-response.ts';
export { HttpRequest, type RequestAttributes, type RequestSource } from './request.ts';
export { RequestHeaders } from './request-headers.ts';
export { HttpResponse, type ResponseContent } from './response.ts';
export { HttpResponseBase, type ResponseOptions } from './response-base.ts';
export { BadHeaderError, ResponseHeaders } from './response-headers.ts';
export {
  HttpResponseBadRequest,
  HttpResponseForbidden,
  HttpResponseGone,
  HttpResponseNotAllowed,
  HttpResponseNotFound,
  HttpResponseNotModified,
  HttpResponseServerError,
} from './response-kinds.ts';
export { type CookieOptions, SetCookie } from './set-cookie.ts';
export { type StreamingContent, StreamingHttpResponse } from './streaming-response.ts';

/**
 * What a project puts on its requests: `declare module 'jango/http' { interface CustomRequestAttributes { tenant: Tenant } }`.
 * It stands in this file because a declaration merges only with the module it names.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface CustomRequestAttributes {}
