import { quote } from './encoding.ts';
import { urlencode } from './urlencode.ts';

const SAFE = "!$&'()*+,;=:/?#[]@~";

/** Percent-encode a URL, unless it is already: what is encoded is decoded first. Host names stay readable characters in UTF-8. */
export function smartUrlquote(url: string): string {
  const match = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(url);
  if (match === null || unbalanced(match[2] ?? '')) return requote(url);
  const [, scheme, host, path, query, fragment] = match;
  return (
    (scheme === undefined ? '' : `${scheme.toLowerCase()}:`) +
    (host === undefined ? '' : `//${requote(host)}`) +
    requote(path!) +
    (query ? `?${requoteQuery(query)}` : '') +
    (fragment ? `#${requote(fragment)}` : '')
  );
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
