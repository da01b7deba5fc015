/** Sets the fields of an instance out of a row; `other` answers for those that are no column as it is, by their number. */
export type FillInstance = (
  instance: Record<string, unknown>,
  row: unknown[],
  other: (number: number) => unknown,
) => void;

/** A property, and where in a row its value is; -1 when it is in none. */
export interface FilledField {
  readonly name: string;
  readonly place: number;
}

/** What brings the value of a place of a row into its type. */
export type PlaceConverter = readonly [place: number, convert: (value: unknown) => unknown];

/** Convert a row in its place. */
export function convertRow(row: unknown[], converters: readonly PlaceConverter[]): void {
  for (let i = 0; i < converters.length; i++) {
    const converter = converters[i]!;
    row[converter[0]] = converter[1](row[converter[0]]);
  }
}

/**
 * Code made for the fields: one assignment after the other, which V8 needs to see far fewer times than a loop over names before
 * it is quick. Where a process may not make code out of text (`node --disallow-code-generation-from-strings`), a loop does it.
 */
export function fillerOf(
  fields: readonly FilledField[],
  converters: readonly PlaceConverter[],
): FillInstance {
  const converted = converters.map(([place], i) => `row[${place}] = convert${i}(row[${place}]);`);
  const set = fields.map(
    ({ name, place }, i) =>
      `instance[${JSON.stringify(name)}] = ${place < 0 ? `other(${i})` : `row[${place}]`};`,
  );
  const names = converters.map((_, i) => `convert${i}`).join(', ');
  const fill = `(instance, row, other) => {\n${[...converted, ...set].join('\n')}\n}`;
  try {
    const make = new Function('converters', `const [${names}] = converters;\nreturn ${fill};`);
    return make(converters.map(([, convert]) => convert)) as FillInstance;
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    return looping(fields, converters);
  }
}

function looping(fields: readonly FilledField[], converters: readonly PlaceConverter[]): FillInstance {
  return (instance, row, other) => {
    convertRow(row, converters);
    for (let i = 0; i < fields.length; i++) {
      const { name, place } = fields[i]!;
      instance[name] = place < 0 ? other(i) : row[place];
    }
  };
}
