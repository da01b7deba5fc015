import { escapeText } from './html.ts';
import { HtmlTokens } from './html-tokens.ts';
import { addTruncationText, keptLength } from './truncation-text.ts';
import { unescapeHtml } from './unescape-html.ts';
import { VOID_ELEMENTS } from './void-elements.ts';
import { strip, wordsOf } from './whitespace.ts';

/** Thrown to stop reading once the text is long enough. */
class Done extends Error {}

/** Copies HTML until its text is used up, then closes what is open. */
class Truncation {
  output = '';
  readonly #open: string[] = [];
  remaining: number;
  readonly #truncate: string;
  /** Gives the pieces of a text that count, and how to put pieces together again. */
  readonly #split: (text: string) => readonly string[];
  readonly #join: string;

  constructor(remaining: number, truncate: string, split: (text: string) => readonly string[], join: string) {
    this.remaining = remaining;
    this.#truncate = truncate;
    this.#split = split;
    this.#join = join;
  }

  startTag(name: string, source: string, selfClosing: boolean): void {
    this.output += source;
    if (VOID_ELEMENTS.has(name)) return;
    this.#open.push(name);
    if (selfClosing) this.endTag(name);
  }

  endTag(name: string): void {
    if (VOID_ELEMENTS.has(name)) return;
    this.output += `</${name}>`;
    if (this.#open.at(-1) === name) this.#open.pop();
  }

  data(text: string): void {
    const pieces = this.#split(text);
    const kept = escapeText(pieces.slice(0, Math.max(this.remaining, 0)).join(this.#join));
    if (this.remaining < pieces.length) {
      this.remaining = 0;
      this.output += addTruncationText(kept, this.#truncate);
      throw new Done();
    }
    this.remaining -= pieces.length;
    this.output += kept;
  }

  close(): string {
    return (
      this.output +
      this.#open
        .reverse()
        .map((name) => `</${name}>`)
        .join('')
    );
  }
}

function run(html: string, truncation: Truncation, data: (text: string) => void): string {
  try {
    new HtmlTokens(html, {
      data: (text, raw) => data(raw ? text : unescapeHtml(text)),
      startTag: (...tag) => truncation.startTag(...tag),
      endTag: (name) => truncation.endTag(name),
    }).run(false);
    return truncation.output;
  } catch (error) {
    if (error instanceof Done) return truncation.close();
    throw error;
  }
}

export function truncateHtmlChars(html: string, length: number, truncate: string): string {
  const truncation = new Truncation(keptLength(length, truncate), truncate, (text) => [...text], '');
  let seen = 0;
  return run(html, truncation, (text) => {
    const count = [...text].length;
    seen += count;
    if (seen === length && [...truncation.output].length + count === [...html].length) {
      truncation.output += text;
      throw new Done();
    }
    truncation.data(text);
  });
}

export function truncateHtmlWords(html: string, count: number, truncate: string): string {
  const truncation = new Truncation(count, truncate, splitWords, ' ');
  return run(html, truncation, (text) => truncation.data(text));
}

/** At white space between words; white space at the ends stays with the first and the last. */
function splitWords(text: string): string[] {
  const trimmed = strip(text);
  if (trimmed === '') return [text];
  const words = wordsOf(trimmed);
  const start = text.indexOf(trimmed);
  words[0] = text.slice(0, start) + words[0];
  words[words.length - 1] += text.slice(start + trimmed.length);
  return words;
}
