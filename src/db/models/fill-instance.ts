import { codeOf } from '../../utils/code-of.ts';
import type { AnyModel } from './model.ts';

/** Makes an instance of one row. */
export type Hydrator = (row: unknown[], peers?: readonly AnyModel[]) => AnyModel;

/** A property, and where in a row its value is; -1 when it is in none. */
export interface FilledField {
  readonly name: string;
  readonly place: number;
}

/** What brings the value of a place of a row into its type. */
export type PlaceConverter = readonly [place: number, convert: (value: unknown) => unknown];

/** What is done around setting the fields. */
export interface FillingSteps {
  /** Gives an instance without fields. */
  start(row: readonly unknown[], peers: readonly AnyModel[] | undefined): AnyModel;
  /** The value of a field that is no column as it is, by its number. */
  other(number: number): unknown;
}

/** Convert a row in its place. */
export function convertRow(row: unknown[], converters: readonly PlaceConverter[]): void {
  for (let i = 0; i < converters.length; i++) {
    const converter = converters[i]!;
    row[converter[0]] = converter[1](row[converter[0]]);
  }
}

/** A maker for rows whose values are not converted yet. */
export function afterConverting<M extends AnyModel | null>(
  make: (row: unknown[], peers: readonly AnyModel[] | undefined) => M,
  converters: readonly PlaceConverter[],
): (row: unknown[], peers?: readonly AnyModel[]) => M {
  if (converters.length === 0) return make;
  return (row, peers) => {
    convertRow(row, converters);
    return make(row, peers);
  };
}

/**
 * Code made for the fields: one assignment after the other, which V8 needs to see far fewer times than a loop over names before
 * it is quick. Where a process may not make code out of text, a loop does it.
 */
export function filledMaker(
  fields: readonly FilledField[],
  converters: readonly PlaceConverter[],
  steps: FillingSteps,
): Hydrator {
  const names = converters.map((_, i) => `convert${i}`).join(', ');
  const lines = [
    ...converters.map(([place], i) => `row[${place}] = convert${i}(row[${place}]);`),
    'const instance = start(row, peers);',
    ...fields.map(
      ({ name, place }, i) =>
        `instance[${JSON.stringify(name)}] = ${place < 0 ? `other(${i})` : `row[${place}]`};`,
    ),
    'return instance;',
  ];
  const body = `const [${names}] = converters;
const { start, other } = steps;
return (row, peers) => {
${lines.join('\n')}
};`;
  const given = { converters: converters.map(([, convert]) => convert), steps };
  return (codeOf(body, given) as Hydrator | undefined) ?? looping(fields, converters, steps);
}

function looping(
  fields: readonly FilledField[],
  converters: readonly PlaceConverter[],
  { start, other }: FillingSteps,
): Hydrator {
  return (row, peers) => {
    convertRow(row, converters);
    const instance = start(row, peers);
    const own = instance as unknown as Record<string, unknown>;
    for (let i = 0; i < fields.length; i++) {
      const { name, place } = fields[i]!;
      own[name] = place < 0 ? other(i) : row[place];
    }
    return instance;
  };
}
