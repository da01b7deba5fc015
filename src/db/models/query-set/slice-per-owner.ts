import { buildLookup } from '../../sql/build-filter.ts';
import type { Expression } from '../../sql/expression.ts';
import { orderExpressions } from '../../sql/ordering.ts';
import type { Query } from '../../sql/query.ts';
import type { Slot } from '../../sql/slot.ts';
import { AND } from '../../sql/where-node.ts';
import { Window } from '../expressions/window.ts';
import { RowNumber } from '../functions/window.ts';

/**
 * A slice becomes one for each owner of rows: they are numbered per owner, and the numbers are asked for.
 * @param end the number of the last row, when there is one
 */
export function slicePerOwner(query: Query, owner: Expression, end: Slot | undefined): void {
  const { offset } = query;
  const number = Window(RowNumber(), { partitionBy: [owner], orderBy: orderExpressions(query) });
  query.clearLimits();
  query.where.add(buildLookup(['gt'], number, offset ?? 0), AND);
  if (end !== undefined) query.where.add(buildLookup(['lte'], number, end), AND);
}
