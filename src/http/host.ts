import { settings } from '../conf/configure.ts';
import { DisallowedHost } from '../core/errors/requests.ts';
import { isSameDomain } from '../utils/http.ts';

const HOST = /^([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::([0-9]+))?$/;
const LOCAL_HOSTS = ['.localhost', '127.0.0.1', '[::1]'];

/** Name and port of a `Host` header, in lower case; two empty texts when no host can be called so. */
export function splitDomainPort(host: string): [domain: string, port: string] {
  const match = HOST.exec(host.toLowerCase());
  if (match === null) return ['', ''];
  return [match[1]!.replace(/\.$/, ''), match[2] ?? ''];
}

/** Whether `ALLOWED_HOSTS` has this name: itself, a domain above it written with a leading dot, or `'*'`. */
export function isAllowedHost(domain: string, allowed: readonly string[]): boolean {
  return allowed.some((pattern) => pattern === '*' || isSameDomain(domain, pattern));
}

let lastHost: string | undefined;
let lastAllowed: readonly string[] | undefined;

/** @throws DisallowedHost unless the site may be called by this name; in DEBUG without ALLOWED_HOSTS only this machine's names. */
export function assertAllowedHost(host: string): void {
  const configured = settings.ALLOWED_HOSTS;
  const allowed = configured.length === 0 && settings.DEBUG ? LOCAL_HOSTS : configured;
  if (host === lastHost && allowed === lastAllowed) return;
  const [domain] = splitDomainPort(host);
  if (domain !== '' && isAllowedHost(domain, allowed)) {
    lastHost = host;
    lastAllowed = allowed;
    return;
  }
  throw new DisallowedHost(
    `Invalid HTTP_HOST header: '${host}'.`,
    domain === ''
      ? 'The domain name provided is not valid according to RFC 1034/1035.'
      : `You may need to add '${domain}' to ALLOWED_HOSTS.`,
  );
}
