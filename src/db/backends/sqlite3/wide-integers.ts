import type { Row } from '../base/session.ts';

/** Make numbers of the bigints that a number holds exactly, in place. */
export function narrowRow(row: Row): Row {
  for (let i = 0; i < row.length; i++) {
    const value = row[i];
    if (typeof value !== 'bigint') continue;
    const number = Number(value);
    if (Number.isSafeInteger(number)) row[i] = number;
  }
  return row;
}

export function narrowRows(rows: Row[]): Row[] {
  for (const row of rows) narrowRow(row);
  return rows;
}

export function* narrowEach(rows: Iterable<Row>): Iterable<Row> {
  for (const row of rows) yield narrowRow(row);
}
