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

/** A range, which prints as Python's do: `range(0, 3)`. */
export class Range extends Array<unknown> {
  #text = '';

  static between(start: number, stop: number, step: number): Range {
    const range = new Range();
    for (let i = start; step > 0 ? i < stop : i > stop; i += step) range.push(i);
    range.#text = `range(${start}, ${stop}${step === 1 ? '' : `, ${step}`})`;
    return range;
  }

  /** Lists made of it are lists. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override toString(): string {
    return this.#text;
  }
}
