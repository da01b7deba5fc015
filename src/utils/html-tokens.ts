/** What is found in HTML, in order. */
export interface HtmlHandler {
  /** Text, with its character references as they are. @param raw it is that of a script or a style, which has none */
  data(text: string, raw: boolean): void;
  /** `&amp;` or `&#39;`, whole. */
  reference?(text: string): void;
  /** @param source the tag as written */
  startTag?(name: string, source: string, selfClosing: boolean): void;
  endTag?(name: string): void;
}

const START_TAG =
  /<[a-zA-Z][^\t\n\r\f />\0]*(?:[\s/]*(?:(?<=['"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)\s*)?(?:\s|\/(?!>))*)*)?\s*/y;
const TAG_NAME = /[a-zA-Z][^\t\n\r\f />\0]*/y;
const AFTER_NAME = /(?:\s|\/(?!>))*/y;
const ATTRIBUTE =
  /(?<=['"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*))?(?:\s|\/(?!>))*/y;
const END_TAG = /<\/\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>/y;
const ENTITY = /&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]/y;
const CHARACTER = /&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]/y;
const COMMENT_END = /--\s*>/g;
const SECTION_END = /\]\s*\]\s*>/g;
const CONDITION_END = /\]\s*>/g;
/** Elements whose content is no HTML. */
const RAW = new Set(['script', 'style']);
/** What is reported in place of an end: the text stops in the middle of something. */
const UNFINISHED = -1;

/**
 * Go through HTML of any quality as Python's `HTMLParser` does: tags as they come, comments and declarations passed over,
 * nothing repaired, the content of a script that is never closed left out. Takes a time in proportion to the length of the text.
 */
export class HtmlTokens {
  readonly #html: string;
  readonly #handler: HtmlHandler;
  readonly #references: boolean;
  #raw: string | undefined;
  /** No more text comes, so what is unfinished is text. */
  #atEnd = false;
  /** Where things were searched for last, so that nothing is searched for twice. */
  readonly #found = new Map<string | RegExp, number>();

  constructor(html: string, handler: HtmlHandler) {
    this.#html = html;
    this.#handler = handler;
    this.#references = handler.reference !== undefined;
  }

  /** @param toEnd hand over as text what is unfinished at the end */
  run(toEnd: boolean): void {
    const at = this.#go(0);
    if (!toEnd) return;
    this.#atEnd = true;
    const rest = this.#go(at);
    if (rest < this.#html.length && this.#raw === undefined) this.#data(rest, this.#html.length);
  }

  /** Where it stopped, because what is there may go on. */
  #go(from: number): number {
    const html = this.#html;
    let at = from;
    while (at < html.length) {
      const next = this.#interesting(at);
      if (next === UNFINISHED) return at;
      if (next > at) this.#data(at, next);
      if (next >= html.length) return next;
      const after = html[next] === '<' ? this.#markup(next) : this.#reference(next);
      if (after === UNFINISHED) return next;
      if (after < 0) return -after;
      at = after;
    }
    return at;
  }

  #data(from: number, to: number): void {
    this.#handler.data(this.#html.slice(from, to), this.#raw !== undefined);
  }

  #interesting(from: number): number {
    const html = this.#html;
    if (this.#raw !== undefined) {
      const close = new RegExp(`</\\s*${this.#raw}\\s*>`, 'gi');
      close.lastIndex = from;
      return close.exec(html)?.index ?? UNFINISHED;
    }
    const tag = this.#find('<', from);
    if (this.#references) return Math.min(tag, this.#find('&', from));
    return tag >= html.length && this.#mayBeCut(from) ? UNFINISHED : tag;
  }

  /** As HTMLParser, which waits for more when the text ends in what may become a character reference. */
  #mayBeCut(from: number): boolean {
    const amp = this.#html.lastIndexOf('&');
    return amp >= Math.max(from, this.#html.length - 34) && !/[\s;]/.test(this.#html.slice(amp));
  }

  /** Next place of a text or a pattern, or the end. */
  #find(what: string | RegExp, from: number): number {
    let place = this.#found.get(what) ?? -1;
    if (place < from) {
      place = typeof what === 'string' ? this.#html.indexOf(what, from) : this.#match(what, from);
      if (place < 0) place = this.#html.length;
      this.#found.set(what, place);
    }
    return place;
  }

  #match(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.exec(this.#html)?.index ?? -1;
  }

  /** Where what begins with `<` ends. */
  #markup(at: number): number {
    const end = this.#construct(at);
    return end === UNFINISHED && this.#atEnd && at + 1 < this.#html.length ? this.#asText(at) : end;
  }

  #construct(at: number): number {
    const html = this.#html;
    const second = html[at + 1] ?? '';
    if (/[a-zA-Z]/.test(second)) return this.#find('>', at) >= html.length ? UNFINISHED : this.#startTag(at);
    if (second === '/') return this.#endTag(at);
    if (html.startsWith('<!--', at)) return this.#past(COMMENT_END, at + 4);
    if (html.startsWith('<![', at)) {
      const isCondition = /^<!\[(if|else|endif)/i.test(html.slice(at, at + 9));
      return this.#past(isCondition ? CONDITION_END : SECTION_END, at + 3);
    }
    if (second === '!' || second === '?') return this.#past('>', at + 2);
    if (at + 1 >= html.length) return UNFINISHED;
    this.#data(at, at + 1);
    return at + 1;
  }

  #past(closer: string | RegExp, from: number): number {
    const end = this.#find(closer, from);
    return end >= this.#html.length ? UNFINISHED : this.#html.indexOf('>', end) + 1;
  }

  #startTag(at: number): number {
    const html = this.#html;
    START_TAG.lastIndex = at;
    START_TAG.exec(html);
    const stop = START_TAG.lastIndex;
    if (html[stop] === undefined) return UNFINISHED;
    const end = html.startsWith('/>', stop) ? stop + 2 : html[stop] === '>' ? stop + 1 : stop;
    if (end === stop && (html[stop] === '/' || /[a-zA-Z=]/.test(html[stop]!))) return UNFINISHED;
    TAG_NAME.lastIndex = at + 1;
    const name = TAG_NAME.exec(html)![0].toLowerCase();
    const closing = html.slice(pastAttributes(html, TAG_NAME.lastIndex, end), end).trim();
    if (closing !== '>' && closing !== '/>') {
      this.#data(at, end);
      return end;
    }
    this.#handler.startTag?.(name, html.slice(at, end), closing === '/>');
    if (closing === '>' && RAW.has(name)) this.#raw = name;
    return end;
  }

  #endTag(at: number): number {
    const html = this.#html;
    const close = this.#find('>', at + 1);
    if (close >= html.length) return UNFINISHED;
    END_TAG.lastIndex = at;
    const match = END_TAG.exec(html);
    if (match !== null) {
      this.#raw = undefined;
      this.#handler.endTag?.(match[1]!.toLowerCase());
      return END_TAG.lastIndex;
    }
    TAG_NAME.lastIndex = at + 2;
    const name = TAG_NAME.exec(html);
    if (name === null) return close + 1;
    this.#handler.endTag?.(name[0].toLowerCase());
    return this.#find('>', TAG_NAME.lastIndex) + 1;
  }

  #reference(at: number): number {
    const html = this.#html;
    const isNumber = html[at + 1] === '#';
    const pattern = isNumber ? CHARACTER : ENTITY;
    pattern.lastIndex = at;
    const match = pattern.exec(html);
    if (match !== null) {
      const end = html[pattern.lastIndex - 1] === ';' ? pattern.lastIndex : pattern.lastIndex - 1;
      this.#handler.reference!(html.slice(at, end));
      return end;
    }
    if (isNumber) return this.#brokenNumber(at);
    if (!/[a-zA-Z]/.test(html[at + 1] ?? '')) {
      if (at + 1 >= html.length) return UNFINISHED;
      this.#data(at, at + 1);
      return at + 1;
    }
    // As HTMLParser: a reference of one letter at the very end loses its ampersand.
    return this.#atEnd && at + 2 === html.length ? -(at + 1) : UNFINISHED;
  }

  /** As HTMLParser: with a semicolon anywhere behind it, `&#` is text and all goes on; without, everything behind it is text. */
  #brokenNumber(at: number): number {
    if (this.#find(';', at) >= this.#html.length) return UNFINISHED;
    this.#data(at, at + 2);
    return -(at + 2);
  }

  /** An unfinished tag is text, up to its first `>` or the next `<`. */
  #asText(at: number): number {
    const html = this.#html;
    const close = this.#find('>', at + 1);
    const next = this.#find('<', at + 1);
    const end = close < html.length ? close + 1 : next < html.length ? next : at + 1;
    this.#data(at, end);
    return end;
  }
}

/** Where the attributes behind a tag's name end. */
function pastAttributes(html: string, from: number, end: number): number {
  AFTER_NAME.lastIndex = from;
  AFTER_NAME.exec(html);
  let at = AFTER_NAME.lastIndex;
  while (at < end) {
    ATTRIBUTE.lastIndex = at;
    if (ATTRIBUTE.exec(html) === null) break;
    at = ATTRIBUTE.lastIndex;
  }
  return at;
}
