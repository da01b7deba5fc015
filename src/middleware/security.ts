/** Headers that tell browsers to be careful, and the way from http to https. */
import { settings } from '../conf/configure.ts';
import { HttpResponsePermanentRedirect } from '../http/redirect-response.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { whenReady } from '../utils/awaitable.ts';
import type { GetResponse } from './middleware.ts';

export default function securityMiddleware(getResponse: GetResponse): GetResponse {
  const headers = fixedHeaders();
  const strictTransport = strictTransportHeader();
  const { SECURE_SSL_REDIRECT: redirects, SECURE_SSL_HOST: host, SECURE_REDIRECT_EXEMPT: exempt } = settings;
  const finish = (request: HttpRequest, response: HttpResponseBase): HttpResponseBase => {
    for (const [name, value] of headers) response.headers.setdefault(name, value);
    if (strictTransport !== undefined && request.isSecure()) {
      response.headers.setdefault('Strict-Transport-Security', strictTransport);
    }
    return response;
  };
  return (request) => {
    if (redirects && !request.isSecure() && !isExempt(request, exempt)) {
      return new HttpResponsePermanentRedirect(
        `https://${host ?? request.getHost()}${request.getFullPath()}`,
      );
    }
    return whenReady(getResponse(request), (response) => finish(request, response));
  };
}

function isExempt(request: HttpRequest, patterns: readonly RegExp[]): boolean {
  const path = request.path.replace(/^\/+/, '');
  return patterns.some((pattern) => pattern.test(path));
}

function fixedHeaders(): [name: string, value: string][] {
  const headers: [string, string][] = [];
  if (settings.SECURE_CONTENT_TYPE_NOSNIFF) headers.push(['X-Content-Type-Options', 'nosniff']);
  const referrer = settings.SECURE_REFERRER_POLICY;
  if (referrer) headers.push(['Referrer-Policy', listOf(referrer)]);
  const opener = settings.SECURE_CROSS_ORIGIN_OPENER_POLICY;
  if (opener) headers.push(['Cross-Origin-Opener-Policy', opener]);
  return headers;
}

/** The setting may name several policies; a browser takes the last one that it knows. */
function listOf(policy: string): string {
  return policy
    .split(',')
    .map((part) => part.trim())
    .join(',');
}

function strictTransportHeader(): string | undefined {
  const seconds = settings.SECURE_HSTS_SECONDS;
  if (!seconds) return undefined;
  const subdomains = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS ? '; includeSubDomains' : '';
  return `max-age=${seconds}${subdomains}${settings.SECURE_HSTS_PRELOAD ? '; preload' : ''}`;
}
