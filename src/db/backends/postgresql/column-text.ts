import { adaptValue } from './adapt.ts';
import { checkText } from './quote-value.ts';

/** The column of many rows as one text, which the server takes apart: that is far quicker to write than a parameter for each cell. */

const BETWEEN = '\x01';
const NULL = '\x02';

/** What gives the cells of a column of a type; those of `varchar(20)` have their length checked when they are put in it. */
export function columnSql(mark: string, type: string): string {
  return `string_to_array(${mark}, chr(1), chr(2))::${type.replace(/\(.*/, '')}[]`;
}

/**
 * @param mayBeOdd whether there may be other cells than texts, numbers and truths
 * @returns undefined for cells that the server could not tell apart, and for lists and bytes
 */
export function columnText(cells: unknown[], mayBeOdd: boolean): string | undefined {
  const nulls = mayBeOdd ? adaptCells(cells) : 0;
  if (nulls === undefined) return undefined;
  const text = cells.join(BETWEEN);
  checkText(text);
  return count(text, BETWEEN) === cells.length - 1 && count(text, NULL) === nulls ? text : undefined;
}

/** Make every cell a text, a number or a truth in its place. @returns how many are null */
function adaptCells(cells: unknown[]): number | undefined {
  let nulls = 0;
  for (const [i, cell] of cells.entries()) {
    if (cell === null) {
      nulls++;
      cells[i] = NULL;
    } else if (typeof cell !== 'string') {
      if (Array.isArray(cell) || cell instanceof Uint8Array) return undefined;
      cells[i] = adaptValue(cell, i);
    }
  }
  return nulls;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++;
  return found;
}
