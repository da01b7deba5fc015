import { looksLikeEmail } from './email-address.ts';
import { quote } from './encoding.ts';
import { escapeText } from './html.ts';
import { smartUrlquote } from './smart-urlquote.ts';
import { trimPunctuation } from './trim-punctuation.ts';
import { unescapeHtml } from './unescape-html.ts';

export interface UrlizeOptions {
  /** Show no more than so many characters of a URL. */
  trimUrlLimit?: number | null;
  /** Give links `rel="nofollow"`. */
  nofollow?: boolean;
  /** Escape the text between. */
  autoescape?: boolean;
  /** The text is HTML already. */
  safe?: boolean;
}

const MAX_URL_LENGTH = 2048;
const WITH_SCHEME = /^https?:\/\/\[?[\p{L}\p{N}_]/iu;
const WITHOUT_SCHEME = /^www\.|^(?!http)[\p{L}\p{N}_][^@]+\.(?:com|edu|gov|int|mil|net|org)(?:$|\/.*$)/isu;

/** Make links of the URLs and e-mail addresses in a text. */
export function urlize(text: string, options: UrlizeOptions = {}): string {
  const known = new Map<string, string>();
  return text
    .split(/([\s<>"']+)/)
    .map((word) => {
      let done = known.get(word);
      if (done === undefined) {
        done = handleWord(word, options);
        known.set(word, done);
      }
      return done;
    })
    .join('');
}

function handleWord(word: string, options: UrlizeOptions): string {
  const escapes = options.autoescape === true && !options.safe;
  const show = (part: string) => (escapes ? escapeText(part) : part);
  if (!/[.@:]/.test(word)) return show(word);
  const [lead, middle, trail] = trimPunctuation(word);
  const target = targetOf(middle);
  if (target === undefined) return show(word);
  const rel = options.nofollow && !target.startsWith('mailto:') ? ' rel="nofollow"' : '';
  return `${show(lead)}<a href="${escapeText(target)}"${rel}>${show(trim(middle, options.trimUrlLimit))}</a>${show(trail)}`;
}

function targetOf(word: string): string | undefined {
  if (word.length <= MAX_URL_LENGTH) {
    if (WITH_SCHEME.test(word)) return smartUrlquote(unescapeHtml(word));
    if (WITHOUT_SCHEME.test(word)) return smartUrlquote(`http://${unescapeHtml(word)}`);
  }
  if (word.includes(':') || !looksLikeEmail(word)) return undefined;
  const at = word.lastIndexOf('@');
  return `mailto:${quote(word.slice(0, at), '')}@${quote(word.slice(at + 1), '')}`;
}

function trim(text: string, limit: number | null | undefined): string {
  if (limit === null || limit === undefined) return text;
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, Math.max(0, limit - 1)).join('')}…`;
}
