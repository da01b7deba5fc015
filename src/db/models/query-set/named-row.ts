import { FieldError } from '../../../core/errors/field-error.ts';

/** Makes the rows of `valuesList(..., { named: true })`: lists whose values have names, too. */
export function namedRowMaker(names: readonly string[]): (values: readonly unknown[]) => unknown[] {
  class Row extends Array<unknown> {
    static override get [Symbol.species](): ArrayConstructor {
      return Array;
    }
  }
  names.forEach((name, place) => {
    if (name === 'length')
      throw new FieldError(
        "A named row cannot have a value 'length'.",
        'Use values(), or annotate() it under another name.',
      );
    Object.defineProperty(Row.prototype, name, {
      get(this: unknown[]) {
        return this[place];
      },
    });
  });
  return (values) => {
    const row = new Row();
    for (const value of values) Array.prototype.push.call(row, value);
    return row;
  };
}
