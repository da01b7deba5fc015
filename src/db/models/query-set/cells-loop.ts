import { codeOf } from '../../../utils/code-of.ts';
import type { PlainCell } from '../fields/plain-cell.ts';
import type { AnyModel } from '../model.ts';

/** A column of a batch. */
export interface CellColumn {
  /** Of the property that has the value. */
  readonly name: string;
  readonly plain: PlainCell | undefined;
}

/** Puts the cells of instances in their places. `other` gives what is not plain, for a column by its number. */
export type PutCells = (
  batch: readonly AnyModel[],
  cells: unknown[],
  other: (instance: AnyModel, column: number) => unknown,
) => void;

/**
 * Code for the columns: a property and what is done with its value stand in one line each.
 * @param byColumn whether the cells of a column follow each other, rather than those of a row
 */
export function cellsLoop(columns: readonly CellColumn[], byColumn: boolean): PutCells {
  const width = columns.length;
  const lines = columns.map(({ name, plain }, i) => {
    const place = byColumn ? `cells[row + ${i} * batch.length]` : `cells[row * ${width} + ${i}]`;
    const other = `other(instance, ${i})`;
    if (plain === undefined) return `${place} = ${other};`;
    return `value = instance[${JSON.stringify(name)}];
${place} = ${plain.test} ? ${plain.cell} : ${other};`;
  });
  const body = `return (batch, cells, other) => {
let row = 0, value;
for (const instance of batch) {
${lines.join('\n')}
row++;
}
};`;
  const uses: Record<string, unknown> = Object.assign({}, ...columns.map(({ plain }) => plain?.uses));
  return (codeOf(body, uses) as PutCells | undefined) ?? loopOver(width, byColumn);
}

function loopOver(width: number, byColumn: boolean): PutCells {
  return (batch, cells, other) => {
    batch.forEach((instance, row) => {
      for (let i = 0; i < width; i++)
        cells[byColumn ? row + i * batch.length : row * width + i] = other(instance, i);
    });
  };
}
