import { pgettext } from './translation/gettext.ts';
import { perLanguage } from './translation/per-language.ts';
import { truncateHtmlChars, truncateHtmlWords } from './truncate-html.ts';
import { addTruncationText, isCombining, keptLength } from './truncation-text.ts';
import { wordsOf } from './whitespace.ts';

export interface TruncateOptions {
  /** What shows that something was cut; an ellipsis unless given. `%(truncated_text)s` in it is the text. */
  truncate?: string | null | undefined;
  /** The text is HTML: tags count for nothing and are closed again. */
  html?: boolean;
}

/** Cuts a text: `new Truncator('a long text').chars(6)` is `a lon…`. */
export class Truncator {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** No longer than `num` characters, the ellipsis included; combining marks don't count. */
  chars(num: number, options?: TruncateOptions): string {
    const truncate = options?.truncate;
    if (options?.html !== true) return truncateText(this.#text, num, truncate);
    if (num <= 0) return '';
    return truncateHtmlChars(this.#text.normalize('NFC'), num, truncate ?? defaultText());
  }

  /** No more than `num` words. White space between them becomes single spaces, except in HTML. */
  words(num: number, { truncate, html = false }: TruncateOptions = {}): string {
    if (num <= 0) return '';
    if (html) return truncateHtmlWords(this.#text, num, truncate ?? defaultText());
    const words = wordsOf(this.#text);
    if (words.length <= num) return words.join(' ');
    return addTruncationText(words.slice(0, num).join(' '), truncate ?? defaultText());
  }
}

const DEFAULT = '%(truncated_text)s…';

const defaultText = perLanguage(() => pgettext('String to return when truncating text', DEFAULT));

/** Only characters that stand for themselves, and stay as they are when text is normalized. */
function isPlain(text: string): boolean {
  return !/[^\0-\u02ff]/.test(text);
}

/** What `chars()` does for plain text. */
export function truncateText(text: string, num: number, truncate?: string | null): string {
  if (num <= 0) return '';
  if (!isPlain(text)) return truncateChars(text.normalize('NFC'), num, truncate ?? defaultText());
  if (text.length <= num) return text;
  const mark = truncate ?? defaultText();
  return mark === DEFAULT ? `${text.slice(0, num - 1)}…` : truncateChars(text, num, mark);
}

function truncateChars(text: string, num: number, truncate: string): string {
  const kept = keptLength(num, truncate);
  if (isPlain(text))
    return text.length <= num ? text : addTruncationText(text.slice(0, Math.max(kept, 0)), truncate);
  let length = 0;
  let cut = -1;
  let at = 0;
  for (const char of text) {
    if (!isCombining(char)) {
      length++;
      if (cut < 0 && length > kept) cut = at;
      if (length > num) return addTruncationText(text.slice(0, Math.max(cut, 0)), truncate);
    }
    at += char.length;
  }
  return text;
}
