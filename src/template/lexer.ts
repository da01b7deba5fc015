import { BLOCK, COMMENT, TEXT, Token, type TokenType, VARIABLE } from './token.ts';

const CLOSERS = ['%}', '}}', '#}'] as const;
const TRANSLATOR_COMMENT = 'Translators';

/** Cuts template source into tokens in one pass. A tag has to end on the line it began on, or it is text. */
export class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  /** Next position of each closer at or after the scan, so that none is searched for twice. */
  readonly #closers = [-1, -1, -1];
  #newline = -1;
  #lineno = 1;
  /** Next line break that is not counted yet. */
  #uncounted: number;
  /** The tag that ends the `{% verbatim %}` we are in. */
  #verbatim: string | undefined;

  constructor(source: string) {
    this.#source = source;
    this.#uncounted = orEnd(source.indexOf('\n'));
  }

  tokenize(): Token[] {
    const source = this.#source;
    let textStart = 0;
    let at = source.indexOf('{');
    while (at >= 0 && at + 1 < source.length) {
      const kind = kindOf(source.charCodeAt(at + 1));
      const end = kind < 0 ? -1 : this.#closer(kind, at + 2);
      if (end < 0 || !this.#tag(kind, at, end, textStart)) {
        at = source.indexOf('{', at + 1);
        continue;
      }
      textStart = end + 2;
      at = source.indexOf('{', textStart);
    }
    this.#text(textStart, source.length);
    return this.#tokens;
  }

  /** Where the closer of this kind is on the same line, or -1. */
  #closer(kind: number, from: number): number {
    const end = this.#forward(this.#closers, kind, CLOSERS[kind]!, from);
    if (this.#newline < from) this.#newline = orEnd(this.#source.indexOf('\n', from));
    return end < this.#newline ? end : -1;
  }

  #forward(known: number[], kind: number, closer: string, from: number): number {
    if (known[kind]! < from) known[kind] = orEnd(this.#source.indexOf(closer, from));
    return known[kind]!;
  }

  /** Add the text before a tag and the tag; false when, inside verbatim, it is no tag. */
  #tag(kind: number, start: number, end: number, textStart: number): boolean {
    const contents = this.#source.slice(start + 2, end).trim();
    if (this.#verbatim !== undefined) {
      if (kind !== 0 || contents !== this.#verbatim) {
        this.#text(textStart, end + 2);
        return true;
      }
      this.#verbatim = undefined;
    } else if (kind === 0 && (contents === 'verbatim' || contents.startsWith('verbatim '))) {
      this.#verbatim = `end${contents}`;
    }
    this.#text(textStart, start);
    if (kind === 2) this.#add(COMMENT, contents.startsWith(TRANSLATOR_COMMENT) ? contents : '', start);
    else this.#add(kind === 0 ? BLOCK : VARIABLE, contents, start);
    return true;
  }

  #text(start: number, end: number): void {
    if (end > start) this.#add(TEXT, this.#source.slice(start, end), start);
  }

  #add(type: TokenType, contents: string, start: number): void {
    while (this.#uncounted < start) {
      this.#lineno++;
      this.#uncounted = orEnd(this.#source.indexOf('\n', this.#uncounted + 1));
    }
    this.#tokens.push(new Token(type, contents, start, this.#lineno));
  }
}

function kindOf(code: number): number {
  return code === 0x25 ? 0 : code === 0x7b ? 1 : code === 0x23 ? 2 : -1;
}

function orEnd(index: number): number {
  return index < 0 ? Number.MAX_SAFE_INTEGER : index;
}
