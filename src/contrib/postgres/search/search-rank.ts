import { FieldError } from '../../../core/errors/field-error.ts';
import { joinSql, rawSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Combinable } from '../../../db/models/expressions/combinable.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { FloatField } from '../../../db/models/fields/float-field.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { type Expression, isExpression } from '../../../db/sql/expression.ts';
import { optionsOf } from '../../../db/sql/options-of.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { SearchQuery } from './search-query.ts';
import { SearchVector } from './search-vector.ts';

export interface SearchRankOptions {
  /** How much words of the weights D, C, B and A count, from 0 to 1. */
  weights?: readonly number[];
  /** How the length of a text counts: PostgreSQL's numbers 1 to 32, added up. */
  normalization?: number | Expression;
  /** Let it count how near to each other the words stand. */
  coverDensity?: boolean;
}

/** How well a text fits a search. */
class Rank extends Combinable<number> {
  readonly vector: Expression;
  readonly query: Expression;
  readonly options: SearchRankOptions;

  constructor(vector: string | Expression, query: string | Expression, options: SearchRankOptions = {}) {
    super();
    this.vector = isExpression(vector) ? vector : SearchVector(vector);
    this.query = isExpression(query) ? query : SearchQuery(query);
    const own = optionsOf({ name: 'SearchRank' }, options);
    checkNumbers(own);
    this.options = own;
  }

  override get sources(): readonly (Expression | undefined)[] {
    const { normalization } = this.options;
    return [this.vector, this.query, isExpression(normalization) ? normalization : undefined];
  }

  override withSources([vector, query, normalization]: readonly (Expression | undefined)[]): Expression {
    const changed = normalization === undefined ? this.options : { ...this.options, normalization };
    return new Rank(vector!, query!, changed);
  }

  protected override findOutputField(): Field {
    return new FloatField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { weights, normalization, coverDensity } = this.options;
    const args = [compiler.compile(this.vector), compiler.compile(this.query)];
    if (weights !== undefined) args.unshift(rawSql(`'{${weights.join(',')}}'::real[]`));
    if (isExpression(normalization)) args.push(compiler.compile(normalization));
    else if (normalization !== undefined) args.push(rawSql(String(normalization)));
    const { sql, params } = joinSql(args, ', ');
    return { sql: `${coverDensity ? 'ts_rank_cd' : 'ts_rank'}(${sql})`, params };
  }
}

/** Both stand in the statement. */
function checkNumbers({ weights, normalization }: SearchRankOptions): void {
  if (weights !== undefined && !(Array.isArray(weights) && weights.every((one) => Number.isFinite(one)))) {
    throw new FieldError(
      'The weights of a SearchRank are four numbers, for D, C, B and A.',
      'Write weights: [0.1, 0.2, 0.4, 1].',
    );
  }
  if (normalization === undefined || isExpression(normalization) || Number.isSafeInteger(normalization))
    return;
  throw new FieldError(
    `The normalization of a SearchRank is a whole number, not ${shownValue(normalization)}.`,
    'Add up the numbers that PostgreSQL has for it: 1 to 32.',
  );
}

export type SearchRank = Rank;
/** How well a text fits a search, to order by: `SearchRank(SearchVector('title'), SearchQuery('tomato'))`. */
export const SearchRank = callable<
  typeof Rank &
    ((vector: string | Expression, query: string | Expression, options?: SearchRankOptions) => SearchRank)
>(Rank);
