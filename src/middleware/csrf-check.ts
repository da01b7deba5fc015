import { settings } from '../conf/configure.ts';
import { DisallowedHost } from '../core/errors/requests.ts';
import type { HttpRequest } from '../http/request.ts';
import { headerOfMetaName } from '../http/request-meta.ts';
import { isSameDomain } from '../utils/http.ts';
import { storedSecret, tokenFault, tokenMatches } from './csrf-token.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether a method changes nothing, so that it needs no token. */
export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/** Why a request may be forged; undefined when it is not. The origin is looked at first, then the token. */
export function csrfFault(request: HttpRequest): string | undefined {
  return originFault(request) ?? tokenFaultOf(request);
}

function originFault(request: HttpRequest): string | undefined {
  const origin = request.headers.get('origin');
  if (origin !== undefined && !isTrustedOrigin(request, origin)) {
    return `Origin checking failed - ${origin} does not match any trusted origins.`;
  }
  if (request.headers.get('sec-fetch-site') === 'cross-site' && !isListedOrigin(origin)) {
    return 'Sec-Fetch-Site checking failed - the request comes from another site.';
  }
  return origin === undefined && request.isSecure() ? refererFault(request) : undefined;
}

function isTrustedOrigin(request: HttpRequest, origin: string): boolean {
  return origin === ownOrigin(request) || isListedOrigin(origin);
}

/** Whether CSRF_TRUSTED_ORIGINS has this origin, itself or by `https://*.example.com`. */
function isListedOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  const [scheme, host] = splitOrigin(origin);
  return settings.CSRF_TRUSTED_ORIGINS.some((trusted) => {
    if (!trusted.includes('*')) return trusted === origin;
    const [trustedScheme, trustedHost] = splitOrigin(trusted);
    return trustedScheme === scheme && isSameDomain(host, trustedHost.replace(/^\*+/, ''));
  });
}

function ownOrigin(request: HttpRequest): string | undefined {
  const host = knownHost(request);
  return host === undefined ? undefined : `${request.scheme}://${host}`;
}

function knownHost(request: HttpRequest): string | undefined {
  try {
    return request.getHost();
  } catch (error) {
    if (error instanceof DisallowedHost) return undefined;
    throw error;
  }
}

/** Over https, where browsers without an Origin header still say what page a form was on. */
function refererFault(request: HttpRequest): string | undefined {
  const referer = request.headers.get('referer');
  if (referer === undefined) return 'Referer checking failed - no Referer.';
  const [scheme, host] = splitOrigin(referer);
  if (scheme === '' || host === '') return 'Referer checking failed - Referer is malformed.';
  if (scheme !== 'https') return 'Referer checking failed - Referer is insecure while host is secure.';
  const trusted = settings.CSRF_TRUSTED_ORIGINS.map((origin) => splitOrigin(origin)[1].replace(/^\*+/, ''));
  const own = goodReferer(request);
  const isGood =
    trusted.some((name) => isSameDomain(host, name)) || (own !== undefined && isSameDomain(host, own));
  return isGood ? undefined : `Referer checking failed - ${referer} does not match any trusted origins.`;
}

/** The domain of the cookie, when it has one, else the host that was called. */
function goodReferer(request: HttpRequest): string | undefined {
  const domain = settings.CSRF_USE_SESSIONS ? settings.SESSION_COOKIE_DOMAIN : settings.CSRF_COOKIE_DOMAIN;
  if (domain === null) return knownHost(request);
  const port = request.getPort();
  return port === '443' || port === '80' ? domain : `${domain}:${port}`;
}

function tokenFaultOf(request: HttpRequest): string | undefined {
  const secret = storedSecret(request);
  if (secret === undefined) return 'CSRF cookie not set.';
  const secretFault = tokenFault(secret);
  if (secretFault !== undefined) return `CSRF cookie ${secretFault}.`;
  const [token, source] = sentToken(request);
  if (token === undefined) return 'CSRF token missing.';
  const fault = tokenFault(token) ?? (tokenMatches(token, secret) ? undefined : 'incorrect');
  return fault === undefined ? undefined : `CSRF token from ${source} ${fault}.`;
}

/** The token of the form, else that of the header. */
function sentToken(request: HttpRequest): [token: string | undefined, source: string] {
  const field = request.method === 'POST' ? request.POST.get('csrfmiddlewaretoken', '') : '';
  if (field !== '') return [field, 'POST'];
  const header = headerOfMetaName(settings.CSRF_HEADER_NAME);
  const name = header.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  );
  return [request.headers.get(header), `the '${name}' HTTP header`];
}

function splitOrigin(url: string): [scheme: string, host: string] {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url);
  return match === null ? ['', ''] : [match[1]!.toLowerCase(), match[2]!];
}
