import { smartSplit } from '../utils/smart-split.ts';

export const TEXT = 0;
export const VARIABLE = 1;
export const BLOCK = 2;
export const COMMENT = 3;
export type TokenType = typeof TEXT | typeof VARIABLE | typeof BLOCK | typeof COMMENT;

/** A piece of template source: text between tags as it is, a tag or variable without its braces. */
export class Token {
  readonly type: TokenType;
  readonly contents: string;
  /** Offset of its first character in the source. */
  readonly start: number;
  /** Line of its first character, from 1. */
  readonly lineno: number;

  constructor(type: TokenType, contents: string, start: number, lineno: number) {
    this.type = type;
    this.contents = contents;
    this.start = start;
    this.lineno = lineno;
  }

  /** The tag's words: quoted parts and `_("...")` stay whole. */
  splitContents(): string[] {
    const words: string[] = [];
    const bits = smartSplit(this.contents)[Symbol.iterator]();
    for (let bit = bits.next(); !bit.done; bit = bits.next()) {
      let word = bit.value;
      if (word.startsWith('_("') || word.startsWith("_('")) {
        const end = `${word[2]})`;
        const parts = [word];
        while (!word.endsWith(end)) {
          const more = bits.next();
          if (more.done) break;
          word = more.value;
          parts.push(word);
        }
        word = parts.join(' ');
      }
      words.push(word);
    }
    return words;
  }

  /** `Block token: "{% for a in b %}"`-like text for messages. */
  toString(): string {
    const kind = ['Text', 'Var', 'Block', 'Comment'][this.type]!;
    return `<${kind} token: "${this.contents.slice(0, 20).replaceAll('\n', '')}...">`;
  }
}
