/** What is found in HTML, in order. */
export interface HtmlHandler {
  /** Text, with its character references as they are. */
  data(text: string): void;
  /** `&amp;` or `&#39;`, whole. */
  reference?(text: string): void;
  /** @param source the tag as written */
  startTag?(name: string, source: string, selfClosing: boolean): void;
  endTag?(name: string): void;
}

const START_TAG =
  /<[a-zA-Z][^\t\n\r\f />\0]*(?:[\s/]*(?:(?<=['"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)\s*)?(?:\s|\/(?!>))*)*)?\s*/y;
const TAG_NAME = /[a-zA-Z][^\t\n\r\f />\0]*/y;
const END_TAG = /<\/\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>/y;
const ENTITY = /&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]/y;
const CHARACTER = /&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]/y;
/** Elements whose content is no HTML. */
const RAW = new Set(['script', 'style']);

/**
 * Go through HTML of any quality as Python's `HTMLParser` does: tags as they come, comments and declarations passed over,
 * nothing repaired. Takes a time in proportion to the length of the text.
 */
export class HtmlTokens {
  readonly #html: string;
  readonly #handler: HtmlHandler;
  readonly #references: boolean;
  #raw: string | undefined;
  /** Where things were searched for last, so that nothing is searched for twice. */
  readonly #found = new Map<string, number>();

  constructor(html: string, handler: HtmlHandler) {
    this.#html = html;
    this.#handler = handler;
    this.#references = handler.reference !== undefined;
  }

  /** @param toEnd hand over an unfinished tag at the end as text */
  run(toEnd: boolean): void {
    const html = this.#html;
    let at = 0;
    while (at < html.length) {
      const next = this.#interesting(at);
      if (next >= html.length && !toEnd && this.#mayBeCut(at)) return;
      if (next > at) this.#handler.data(html.slice(at, next));
      if (next >= html.length) return;
      const after = html[next] === '<' ? this.#markup(next) : this.#reference(next);
      if (after < 0) {
        if (!toEnd) return;
        at = this.#unfinished(next);
      } else at = after;
    }
  }

  /** As HTMLParser, which waits for more when the text ends in what may become a character reference. */
  #mayBeCut(from: number): boolean {
    if (this.#references) return false;
    const amp = this.#html.lastIndexOf('&');
    return amp >= Math.max(from, this.#html.length - 34) && !/[\s;]/.test(this.#html.slice(amp));
  }

  #interesting(from: number): number {
    const html = this.#html;
    if (this.#raw !== undefined) {
      const close = new RegExp(`</\\s*${this.#raw}\\s*>`, 'gi');
      close.lastIndex = from;
      return close.exec(html)?.index ?? html.length;
    }
    const tag = this.#find('<', from);
    return this.#references ? Math.min(tag, this.#find('&', from)) : tag;
  }

  /** Next place of a text, or the end. */
  #find(text: string, from: number): number {
    let place = this.#found.get(text) ?? -1;
    if (place < from) {
      place = this.#html.indexOf(text, from);
      if (place < 0) place = this.#html.length;
      this.#found.set(text, place);
    }
    return place;
  }

  /** Where what begins with `<` ends, or -1 when it doesn't. */
  #markup(at: number): number {
    const html = this.#html;
    const second = html[at + 1] ?? '';
    if (/[a-zA-Z]/.test(second)) return this.#find('>', at) >= html.length ? -1 : this.#startTag(at);
    if (second === '/') return this.#endTag(at);
    if (html.startsWith('<!--', at)) return this.#past('-->', at + 4);
    if (second === '?') return this.#past('>', at + 2);
    if (html.startsWith('<![', at))
      return this.#past(/^<!\[(if|else|endif)/i.test(html.slice(at, at + 9)) ? ']>' : ']]>', at + 3);
    if (second === '!') return this.#past('>', at + 2);
    if (at + 1 >= html.length) return -1;
    this.#handler.data('<');
    return at + 1;
  }

  #past(closer: string, from: number): number {
    const end = this.#find(closer, from);
    return end >= this.#html.length ? -1 : end + closer.length;
  }

  #startTag(at: number): number {
    const html = this.#html;
    START_TAG.lastIndex = at;
    START_TAG.exec(html);
    const stop = START_TAG.lastIndex;
    if (html[stop] === undefined) return -1;
    const selfClosing = html.startsWith('/>', stop);
    const end = selfClosing ? stop + 2 : html[stop] === '>' ? stop + 1 : -1;
    if (end < 0) {
      if (html[stop] === '/' || /[a-zA-Z=]/.test(html[stop]!)) return -1;
      this.#handler.data(html.slice(at, stop));
      return stop;
    }
    TAG_NAME.lastIndex = at + 1;
    const name = TAG_NAME.exec(html)![0].toLowerCase();
    this.#handler.startTag?.(name, html.slice(at, end), selfClosing);
    if (!selfClosing && RAW.has(name)) this.#raw = name;
    return end;
  }

  #endTag(at: number): number {
    const html = this.#html;
    const close = this.#find('>', at + 1);
    if (close >= html.length) return -1;
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
    const pattern = html[at + 1] === '#' ? CHARACTER : ENTITY;
    pattern.lastIndex = at;
    const match = pattern.exec(html);
    if (match !== null) {
      const end = html[pattern.lastIndex - 1] === ';' ? pattern.lastIndex : pattern.lastIndex - 1;
      this.#handler.reference!(html.slice(at, end));
      return end;
    }
    // As HTMLParser: a reference of one letter at the very end loses its ampersand.
    if (at + 2 !== html.length || !/[a-zA-Z]/.test(html[at + 1]!)) this.#handler.data('&');
    return at + 1;
  }

  /** An unfinished tag is text, up to its first `>` or the next `<`. */
  #unfinished(at: number): number {
    const html = this.#html;
    const close = this.#find('>', at + 1);
    const end = close < html.length ? close + 1 : Math.max(this.#find('<', at + 1), at + 1);
    this.#handler.data(html.slice(at, end));
    return end;
  }
}
