/** What PostgreSQL has beyond the other databases: fields, text search, aggregates, indexes, constraints, migration operations. */
import './forms/register-form-fields.ts';
import './register-lookups.ts';

export { StringAgg } from '../../db/models/aggregates/general.ts';
export {
  ArrayAgg,
  BitAnd,
  BitOr,
  BitXor,
  BoolAnd,
  BoolOr,
  JSONBAgg,
} from './aggregates/general.ts';
export {
  Corr,
  CovarPop,
  RegrAvgX,
  RegrAvgY,
  RegrCount,
  RegrIntercept,
  RegrR2,
  RegrSlope,
  RegrSXX,
  RegrSXY,
  RegrSYY,
  type StatisticType,
} from './aggregates/statistics.ts';
export { ArraySubquery } from './array-subquery.ts';
export { ExclusionConstraint, type ExclusionConstraintOptions } from './constraints/exclusion-constraint.ts';
export { RangeBoundary, RangeOperators } from './constraints/range-operators.ts';
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
export { RandomUUID, TransactionNow } from './functions.ts';
export {
  BloomIndex,
  type BloomIndexOptions,
  BrinIndex,
  type BrinIndexOptions,
} from './indexes/block-indexes.ts';
export {
  BTreeIndex,
  type BTreeIndexOptions,
  GinIndex,
  type GinIndexOptions,
  GistIndex,
  type GistIndexOptions,
  HashIndex,
  SpGistIndex,
} from './indexes/index-kinds.ts';
export { OpClass } from './indexes/op-class.ts';
export type {} from './lookup-types.ts';
export { type CollationOptions, CreateCollation, RemoveCollation } from './operations/collations.ts';
export { AddIndexConcurrently, RemoveIndexConcurrently } from './operations/concurrent-indexes.ts';
export {
  BloomExtension,
  BtreeGinExtension,
  BtreeGistExtension,
  CITextExtension,
  CreateExtension,
  CryptoExtension,
  type ExtensionOptions,
  HStoreExtension,
  TrigramExtension,
  UnaccentExtension,
} from './operations/extensions.ts';
export { AddConstraintNotValid, ValidateConstraint } from './operations/not-valid-constraints.ts';
export { Lexeme, type LexemeOptions } from './search/lexeme.ts';
export { SearchConfig } from './search/search-config.ts';
export { SearchHeadline, type SearchHeadlineOptions } from './search/search-headline.ts';
export { SearchQuery, type SearchQueryOptions, type SearchType } from './search/search-query.ts';
export { SearchRank, type SearchRankOptions } from './search/search-rank.ts';
export { SearchVector, type SearchVectorOptions } from './search/search-vector.ts';
export type { SearchWeight } from './search/search-weight.ts';
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
