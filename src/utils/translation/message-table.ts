import { GERMANIC, type PluralForms } from './plural-forms.ts';

/** Keys are messages; a context stands in front, with this between. */
export const CONTEXT_SEPARATOR = '\u0004';

/** Texts of one language from one place: a file, or the framework. */
export interface MessageTable {
  readonly singles: ReadonlyMap<string, string>;
  /** The forms of messages with a number, by their singular. */
  readonly plurals: ReadonlyMap<string, readonly string[]>;
  readonly forms: PluralForms;
}

/** The text of a message; that of a message with a number is its form for one. */
export function lookUp(table: MessageTable, key: string): string | undefined {
  return table.singles.get(key) ?? lookUpPlural(table, key, 1);
}

/** The form of a message for a number. */
export function lookUpPlural(table: MessageTable, key: string, n: number): string | undefined {
  return table.plurals.get(key)?.[table.forms.indexFor(n)];
}

export function isEmpty({ singles, plurals }: MessageTable): boolean {
  return singles.size === 0 && plurals.size === 0;
}

interface Layer {
  readonly singles: Map<string, string>;
  readonly plurals: Map<string, readonly string[]>;
  readonly forms: PluralForms;
}

/**
 * Tables laid over each other: what comes later wins. Tables with one plural rule become one layer; a table with a rule of its
 * own is a layer in front, since its forms are counted in its own way.
 */
export class MergedMessages {
  readonly #layers: Layer[] = [];
  #first: PluralForms = GERMANIC;

  merge({ singles, plurals, forms }: MessageTable): void {
    if (this.#layers.length === 0) this.#first = forms;
    const layer = this.#layers.find((one) => one.forms.rule === forms.rule);
    if (layer === undefined) {
      this.#layers.unshift({ singles: new Map(singles), plurals: new Map(plurals), forms });
      return;
    }
    for (const [key, text] of singles) layer.singles.set(key, text);
    for (const [key, texts] of plurals) layer.plurals.set(key, texts);
  }

  get isEmpty(): boolean {
    return this.#layers.length === 0;
  }

  get(key: string): string | undefined {
    for (const { singles } of this.#layers) {
      const text = singles.get(key);
      if (text !== undefined) return text;
    }
    const one = this.#first.indexFor(1);
    for (const { plurals } of this.#layers) {
      const text = plurals.get(key)?.[one];
      if (text !== undefined) return text;
    }
    return undefined;
  }

  getPlural(key: string, n: number): string | undefined {
    for (const layer of this.#layers) {
      const text = lookUpPlural(layer, key, n);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}
