import { isValidIpv4Address } from './ipv4.ts';
import { isValidIpv6Address } from './ipv6.ts';

const USER = /^[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*$/i;
const LABEL = /^[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])?$/i;
const LAST_LABEL = /^(?:[a-z\u00a1-\uffff-]{2,63}|xn--[a-z0-9]{1,59})$/i;

/** Whether a word reads as an e-mail address with a full domain. Forms check with `EmailValidator`, which also knows rarer kinds. */
export function looksLikeEmail(word: string): boolean {
  const at = word.lastIndexOf('@');
  if (at <= 0 || word.length > 320) return false;
  const domain = word.slice(at + 1);
  const labels = domain.split('.');
  const last = labels.pop()!;
  if (!USER.test(word.slice(0, at))) return false;
  if (domain.startsWith('[') && domain.endsWith(']')) return isAddress(domain.slice(1, -1));
  return (
    labels.length > 0 &&
    labels.every((label) => LABEL.test(label)) &&
    LAST_LABEL.test(last) &&
    !last.startsWith('-') &&
    !last.endsWith('-')
  );
}

function isAddress(text: string): boolean {
  return isValidIpv4Address(text) || isValidIpv6Address(text);
}
