import { repr } from '../src/utils/python-str.ts';

/** A float that prints as Python prints it: `1.0`. */
export class PyFloat extends Number {
  readonly #text: string;

  constructor(value: number, text: string) {
    super(value);
    this.#text = text;
  }

  override toString(): string {
    return this.#text;
  }
}

/** A list that prints as Python's tuples do: `(1, 2)`. */
export class Tuple extends Array<unknown> {
  static override of<T>(...items: T[]): Tuple & T[] {
    const tuple = new Tuple();
    for (const item of items) tuple.push(item);
    return tuple as Tuple & T[];
  }

  override toString(): string {
    return `(${Array.from(this, repr).join(', ')}${this.length === 1 ? ',' : ''})`;
  }
}
