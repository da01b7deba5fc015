import { repr } from '../../utils/python-str.ts';
import { isText } from '../../utils/text-object.ts';
import { sized } from '../render-errors.ts';
import { compare } from '../runtime/compare.ts';
import { isPlainData } from '../runtime/own-names.ts';
import { brokenText, lengthOf } from './pprint-text.ts';

const WIDTH = 80;

/** A value as Python would show it, dictionaries in the order of their keys, broken into lines of 80; for debugging. */
export function pprint(value: unknown): string {
  return sized(written(value));
}

function written(value: unknown): string {
  try {
    return new Printer().write(value, 0, 0, 0);
  } catch (error) {
    return `Error in formatting: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
}

/** What holds other values, and how it is written around them. */
interface Collection {
  readonly open: string;
  readonly close: string;
  readonly items: readonly unknown[];
  readonly entries: readonly (readonly [unknown, unknown])[] | undefined;
}

class Printer {
  /** Each collection is written in one line once; undefined while that goes on, since it may hold itself. */
  readonly #lines = new Map<object, string | undefined>();
  /** Those that are being broken into lines. */
  readonly #broken = new Set<object>();

  /**
   * @param indent where the text begins in its line
   * @param allowance how many characters have to fit behind it
   */
  write(value: unknown, indent: number, allowance: number, level: number): string {
    const line = this.#line(value);
    if (lengthOf(line) <= WIDTH - indent - allowance) return line;
    if (isText(value))
      return brokenText(value.toString(), indent, allowance, { width: WIDTH, isWhole: level === 0 });
    const collection = collectionOf(value);
    if (collection === undefined) return line;
    const { open, close, items, entries } = collection;
    if (this.#broken.has(value as object)) return `${open}...${close}`;
    this.#broken.add(value as object);
    const inner = indent + 1;
    const last = (entries ?? items).length - 1;
    const room = (i: number) => (i === last ? allowance + close.length : 1);
    const parts =
      entries === undefined
        ? items.map((item, i) => this.write(item, inner, room(i), level + 1))
        : entries.map(([key, item], i) => {
            const name = `${repr(key)}: `;
            return name + this.write(item, inner + lengthOf(name), room(i), level + 1);
          });
    this.#broken.delete(value as object);
    return open + parts.join(`,\n${' '.repeat(inner)}`) + close;
  }

  #line(value: unknown): string {
    const collection = collectionOf(value);
    if (collection === undefined) return repr(value);
    const { open, close, items, entries } = collection;
    if (this.#lines.has(value as object)) return this.#lines.get(value as object) ?? `${open}...${close}`;
    this.#lines.set(value as object, undefined);
    let line = '';
    for (const item of items) line += `${line === '' ? '' : ', '}${this.#line(item)}`;
    for (const [key, item] of entries ?? [])
      line += `${line === '' ? '' : ', '}${repr(key)}: ${this.#line(item)}`;
    line = open + line + close;
    this.#lines.set(value as object, line);
    return line;
  }
}

/** undefined for a value that is written as it is. */
function collectionOf(value: unknown): Collection | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value))
    return value.toString === Array.prototype.toString
      ? { open: '[', close: ']', items: value, entries: undefined }
      : undefined;
  if (value instanceof Map) return dictionary([...value]);
  return isPlainData(value) ? dictionary(Object.entries(value)) : undefined;
}

function dictionary(entries: [unknown, unknown][]): Collection {
  return { open: '{', close: '}', items: [], entries: entries.sort(([a], [b]) => keyOrder(a, b)) };
}

/** Keys that can't be compared stand in the order of their kinds. */
function keyOrder(a: unknown, b: unknown): number {
  try {
    return compare(a, b);
  } catch {
    return typeof a < typeof b ? -1 : typeof a > typeof b ? 1 : 0;
  }
}
