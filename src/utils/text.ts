import { SuspiciousFileOperation } from '../core/errors/requests.ts';
import { str } from './python-str.ts';
import { gettext } from './translation/gettext.ts';
import { strip } from './whitespace.ts';

export { camelToSpaces, capfirst } from './case.ts';
export { slugify } from './slugify.ts';
export { smartSplit } from './smart-split.ts';
export { Truncator, truncateText } from './truncator.ts';
export { unescapeStringLiteral } from './unescape-string-literal.ts';
export { wrap } from './wrap.ts';

/** CRLF and CR become LF. */
export function normalizeNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** `a, b or c`. */
export function getTextList(items: readonly unknown[], lastWord: string = gettext('or')): string {
  if (items.length <= 1) return items.length === 0 ? '' : str(items[0]);
  return `${items.slice(0, -1).map(str).join(gettext(', '))} ${lastWord} ${str(items.at(-1))}`;
}

/**
 * A name without spaces and special characters: `john's portrait.jpg` is `johns_portrait.jpg`.
 * @throws SuspiciousFileOperation when nothing is left
 */
export function getValidFilename(name: string): string {
  const clean = strip(name)
    .replaceAll(' ', '_')
    .replace(/[^-\p{L}\p{N}_.]/gu, '');
  if (clean === '' || clean === '.' || clean === '..') {
    throw new SuspiciousFileOperation(`Could not derive file name from '${name}'.`);
  }
  return clean;
}

const KEYPAD = '22233344455566677778889999';

/** Letters as the digits of a telephone's keys: `1-800-COLLECT` is `1-800-2655328`. */
export function phone2numeric(phone: string): string {
  return phone.toLowerCase().replace(/[a-z]/g, (letter) => KEYPAD[letter.charCodeAt(0) - 97]!);
}
