/** What PostgreSQL has beyond the other databases: fields, text search, aggregates, indexes, constraints, migration operations. */
import './forms/register-form-fields.ts';
import './register-lookups.ts';

export {
  ArrayField,
  BigIntegerRangeField,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  HStoreField,
  IntegerRangeField,
  SearchVectorField,
} from './declarations.ts';
export * as fields from './field-classes.ts';
export type { HStore } from './fields/hstore-text.ts';
export { Range, type RangeBounds } from './fields/range.ts';
export type {} from './lookup-types.ts';
export { Lexeme, type LexemeOptions } from './search/lexeme.ts';
export { SearchConfig } from './search/search-config.ts';
export { SearchHeadline, type SearchHeadlineOptions } from './search/search-headline.ts';
export { SearchQuery, type SearchQueryOptions, type SearchType } from './search/search-query.ts';
export { SearchRank, type SearchRankOptions } from './search/search-rank.ts';
export { SearchVector, type SearchVectorOptions, type SearchWeight } from './search/search-vector.ts';
export {
  TrigramDistance,
  TrigramSimilarity,
  TrigramStrictWordDistance,
  TrigramStrictWordSimilarity,
  TrigramWordDistance,
  TrigramWordSimilarity,
} from './search/trigram.ts';
export { Unaccent } from './search/unaccent.ts';
export {
  ArrayMaxLengthValidator,
  ArrayMinLengthValidator,
  KeysValidator,
  type KeysValidatorOptions,
  RangeMaxValueValidator,
  RangeMinValueValidator,
} from './validators.ts';
