import { quote } from './encoding.ts';
import { urlencode } from './urlencode.ts';

const SAFE = "!$&'()*+,;=:/?#[]@~";

/** Percent-encode a URL, unless it is already: what is encoded is decoded first. Host names stay readable characters in UTF-8. */
export function smartUrlquote(url: string): string {
  const clean = url.replace(/^[\0-\x20]+/, '').replace(/[\t\r\n]/g, '');
  const match = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(clean);
  if (match === null || unbalanced(match[2] ?? '')) return requote(url);
  const [, scheme, host, path, query, fragment] = match;
  return (
    (scheme === undefined ? '' : `${scheme.toLowerCase()}:`) +
    locationText(scheme?.toLowerCase(), host, path!) +
    (query ? `?${requoteQuery(query)}` : '') +
    (fragment ? `#${requote(fragment)}` : '')
  );
}

/** Kinds of URLs that always have a host, be it empty. */
const WITH_HOST =
  /^(?:https?|ftp|gopher|nntp|telnet|imap|wais|file|mms|shttp|snews|prospero|rtsp[su]?|rsync|svn|svn\+ssh|sftp|nfs|git|git\+ssh|wss?)$/;

function locationText(scheme: string | undefined, host: string | undefined, path: string): string {
  const shown = requote(path);
  const hasHost = host !== undefined && host !== '';
  const needsHost = scheme !== undefined && WITH_HOST.test(scheme) && !shown.startsWith('//');
  if (!hasHost && !needsHost) return shown;
  return `//${requote(host ?? '')}${shown !== '' && !shown.startsWith('/') ? '/' : ''}${shown}`;
}

/** An IPv6 address whose bracket is missing. */
function unbalanced(host: string): boolean {
  return host.includes('[') !== host.includes(']');
}

function requote(text: string): string {
  return quote(unquote(text), SAFE);
}

function requoteQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return urlencode(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [unquote(unquotePlus(name)), unquote(unquotePlus(value))] as const;
    }),
  );
}

function unquotePlus(text: string): string {
  return unquote(text.replaceAll('+', ' '));
}

/** Percent-encoded UTF-8 as text; broken parts become the replacement character. */
export function unquote(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
