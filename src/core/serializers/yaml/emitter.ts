import { isShown, scalarStyle } from './scalar-style.ts';

const WIDTH = 80;
const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\x08': 'b',
  '\t': 't',
  '\n': 'n',
  '\x0b': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** A value that is written without quotes whatever it looks like: a number, a date. */
export class PlainScalar {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Writes texts, PlainScalars, lists and objects as YAML in blocks, lines folded behind the 80th column. */
export class YamlEmitter {
  readonly #step: number;
  #text = '';
  #column = 0;

  constructor(indent: number | undefined) {
    this.#step = indent !== undefined && indent > 1 && indent < 10 ? indent : 2;
  }

  /** One item of the outermost list. */
  item(value: unknown): string {
    this.#text = '';
    this.#column = 0;
    this.#list([value], 0);
    return `${this.#text}\n`;
  }

  #list(items: readonly unknown[], indent: number): void {
    for (const item of items) {
      this.#lineAt(indent);
      this.#put('-');
      this.#value(item, indent, false);
    }
  }

  #mapping(entries: readonly (readonly [string, unknown])[], indent: number): void {
    for (const [key, value] of entries) {
      this.#lineAt(indent);
      this.#scalar(key, indent, false);
      this.#put(':');
      this.#value(value, indent, true);
    }
  }

  #value(value: unknown, indent: number, inMapping: boolean): void {
    if (value instanceof PlainScalar) this.#put(` ${value.text}`);
    else if (Array.isArray(value)) {
      if (value.length === 0) this.#put(' []');
      else this.#list(value, inMapping ? indent : indent + this.#step);
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      if (entries.length === 0) this.#put(' {}');
      else this.#mapping(entries, indent + this.#step);
    } else {
      this.#put(' ');
      this.#scalar(String(value), indent + this.#step, true);
    }
  }

  #scalar(text: string, indent: number, fold: boolean): void {
    const style = scalarStyle(text);
    if (style === 'double') this.#doubleQuoted(Array.from(text), indent, fold);
    else if (style === 'single') {
      this.#put("'");
      this.#flow(text, indent, fold, true);
      this.#put("'");
    } else this.#flow(text, indent, fold, false);
  }

  /** Words; a single space behind the width becomes a line break, a line break two. */
  #flow(text: string, indent: number, fold: boolean, quoted: boolean): void {
    let at = 0;
    for (const part of text.match(/ +|[\n\x85\u2028\u2029]+|[^ \n\x85\u2028\u2029]+/g) ?? []) {
      const isInner = !quoted || (at !== 0 && at + part.length !== text.length);
      if (part === ' ' && fold && this.#column > WIDTH && isInner) this.#newLine(indent);
      else if (/[\n\x85\u2028\u2029]/.test(part)) {
        this.#text += (part.startsWith('\n') ? '\n' : '') + part;
        this.#column = 0;
        this.#put(' '.repeat(indent));
      } else this.#put(quoted ? part.replaceAll("'", "''") : part);
      at += part.length;
    }
  }

  /** With escapes; the first of the spaces behind the width becomes a line break. */
  #doubleQuoted(chars: readonly string[], indent: number, fold: boolean): void {
    this.#put('"');
    chars.forEach((char, i) => {
      const isInner = i > 0 && i < chars.length - 1 && chars[i - 1] !== ' ';
      if (char === ' ' && fold && isInner && this.#column > WIDTH) {
        this.#newLine(indent);
        // A space at the beginning of a line would be lost.
        if (chars[i + 1] === ' ') this.#put('\\');
      } else this.#put(escaped(char) ?? char);
    });
    this.#put('"');
  }

  #put(text: string): void {
    this.#text += text;
    this.#column += length(text);
  }

  #newLine(indent: number): void {
    this.#text += `\n${' '.repeat(indent)}`;
    this.#column = indent;
  }

  /** Go to a column: on this line where a list item has just begun, else on a new one. */
  #lineAt(indent: number): void {
    const isBegun = /(^|\n) *(- *)*-$/.test(this.#text) && this.#column < indent;
    if (isBegun) this.#put(' '.repeat(indent - this.#column));
    else if (this.#text !== '') this.#newLine(indent);
  }
}

function escaped(char: string): string | undefined {
  if (Object.hasOwn(ESCAPES, char)) return `\\${ESCAPES[char]}`;
  if (isShown(char)) return undefined;
  const code = char.codePointAt(0)!;
  const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(Number(digits), '0')}`;
}

function length(text: string): number {
  return Array.from(text).length;
}
