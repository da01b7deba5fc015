const MAX_URL_LENGTH = 2048;

export interface AllowedUrlOptions {
  /** Hosts with their ports, as `request.getHost()` gives them; none unless given. */
  allowedHosts?: Iterable<string> | string;
  /** Take https alone. */
  requireHttps?: boolean;
}

/**
 * Whether it is safe to redirect to a URL that came from outside: it stays on this host or goes to one of `allowedHosts`, by
 * http or https. Use it for every `?next=`: `urlHasAllowedHostAndScheme(next, { allowedHosts: request.getHost() })`.
 */
export function urlHasAllowedHostAndScheme(
  url: string | null | undefined,
  options: AllowedUrlOptions = {},
): boolean {
  const trimmed = url?.trim() ?? '';
  if (trimmed === '') return false;
  const { allowedHosts = [] } = options;
  const hosts = new Set(typeof allowedHosts === 'string' ? [allowedHosts] : allowedHosts);
  const isAllowed = (text: string): boolean => check(text, hosts, options.requireHttps ?? false);
  return isAllowed(trimmed) && isAllowed(trimmed.replaceAll('\\', '/'));
}

/** Browsers read a backslash as a slash, so both readings are checked. */
function check(url: string, hosts: ReadonlySet<string>, requireHttps: boolean): boolean {
  if (url.startsWith('///') || url.length > MAX_URL_LENGTH || /^\p{C}/u.test(url)) return false;
  const parts = splitUrl(url);
  if (parts === undefined) return false;
  const { scheme, host } = parts;
  if (host === '' && scheme !== '') return false;
  const effective = scheme === '' && host !== '' ? 'http' : scheme;
  const schemes = requireHttps ? ['https'] : ['http', 'https'];
  return (host === '' || hosts.has(host)) && (effective === '' || schemes.includes(effective));
}

/** Scheme and authority as they are written; undefined for an authority that no URL can have. */
function splitUrl(url: string): { scheme: string; host: string } | undefined {
  const clean = url.replace(/[\t\r\n]/g, '');
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(clean)?.[1] ?? '';
  const rest = scheme === '' ? clean : clean.slice(scheme.length + 1);
  const host = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? '';
  if (host.includes('[') !== host.includes(']')) return undefined;
  return { scheme: scheme.toLowerCase(), host };
}
