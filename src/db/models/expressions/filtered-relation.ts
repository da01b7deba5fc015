import type { Expression } from '../../sql/expression.ts';
import { FilteredRelationExpression } from '../../sql/filtered-relation.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { Q } from '../q.ts';
import { bakedConditions } from '../query-set/baked-conditions.ts';
import { callable } from './callable.ts';

/**
 * A relation with a condition in its join, for `annotate()` and `alias()`:
 * `annotate({ recent: FilteredRelation('comments', { condition: { comments__year: 2024 } }) }).filter({ recent__spam: false })`.
 */
class FilteredRelationOf extends FilteredRelationExpression {
  constructor(relationName: string, options: { condition?: unknown } = {}) {
    const { condition } = optionsOf({ name: 'FilteredRelation' }, options);
    super(relationName, bakedConditions(Q(condition ?? {})) as unknown as Expression);
  }
}

export type FilteredRelation = FilteredRelationOf;
export const FilteredRelation = callable<
  typeof FilteredRelationOf & ((relationName: string, options?: { condition?: unknown }) => FilteredRelation)
>(FilteredRelationOf);
