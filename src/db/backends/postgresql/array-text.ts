import { DataError } from '../../errors.ts';
import { hexText } from './hex-text.ts';
import { TypedText } from './typed-text.ts';

/** Arrays as PostgreSQL writes them: `{1,2}`, `{"a b",NULL,{x}}`. */

/** @param items values as the database takes them, lists of them for further dimensions */
export function writeArray(items: readonly unknown[]): string {
  return `{${items.map(writeItem).join(',')}}`;
}

function writeItem(item: unknown): string {
  if (item === null || item === undefined) return 'NULL';
  if (Array.isArray(item)) return writeArray(item);
  switch (typeof item) {
    case 'number':
    case 'bigint':
      return String(item);
    case 'boolean':
      return item ? 't' : 'f';
  }
  return quoteItem(elementText(item));
}

/** What stands for a value inside of an array or a range. */
export function elementText(item: unknown): string {
  if (item instanceof TypedText) return item.text;
  if (item instanceof Uint8Array) return hexText(item);
  return String(item);
}

export function quoteItem(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

/**
 * Read the text of an array. Its dimensions may start anywhere (`[2:3]={7,8}`); a list starts at 0.
 * @param read makes a value of an item's text; NULL is null
 * @throws DataError for a text that is no array
 */
export function parseArray(text: string, read: (item: string) => unknown): unknown[] {
  const parser = new ArrayParser(text, read);
  return parser.parse();
}

class ArrayParser {
  readonly #text: string;
  readonly #read: (item: string) => unknown;
  #at: number;

  constructor(text: string, read: (item: string) => unknown) {
    this.#text = text;
    this.#read = read;
    this.#at = text.startsWith('[') ? text.indexOf('=') + 1 : 0;
  }

  parse(): unknown[] {
    const items = this.#list();
    if (this.#at !== this.#text.length) throw this.#malformed();
    return items;
  }

  #list(): unknown[] {
    if (this.#text[this.#at++] !== '{') throw this.#malformed();
    const items: unknown[] = [];
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(this.#item());
      const next = this.#text[this.#at++];
      if (next === '}') return items;
      if (next !== ',') throw this.#malformed();
    }
  }

  #item(): unknown {
    const first = this.#text[this.#at];
    if (first === '{') return this.#list();
    if (first === '"') return this.#read(this.#quoted());
    const start = this.#at;
    while (this.#at < this.#text.length && !',{}'.includes(this.#text[this.#at]!)) this.#at++;
    const plain = this.#text.slice(start, this.#at);
    return plain === 'NULL' ? null : this.#read(plain);
  }

  #quoted(): string {
    let text = '';
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const sign = this.#text[this.#at];
      if (sign === '"') {
        this.#at++;
        return text;
      }
      text += sign === '\\' ? this.#text[++this.#at] : sign;
    }
    throw this.#malformed();
  }

  #malformed(): DataError {
    return new DataError(`PostgreSQL sent an array that cannot be read: ${this.#text.slice(0, 80)}.`);
  }
}
