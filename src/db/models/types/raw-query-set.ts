import type { Query } from '../../sql/query.ts';

/** Instances out of SQL of one's own, asked for when awaited. */
export interface RawQuerySet<Row> extends PromiseLike<Row[]>, AsyncIterable<Row> {
  /** Alias of the database that is asked. */
  readonly db: string;
  /** Names of the columns that the statement gives; it is sent for that. */
  readonly columns: Promise<readonly string[]>;
  /** What stands for it in a condition: `filter({ author__in: Author.objects.raw('...') })`. */
  readonly query: Query;
  bakedQuery(): Query;
  using(alias: string): this;
  prefetchRelated(...lookups: readonly (string | object)[]): this;
  prefetchRelated(none: null): this;
  iterator(): AsyncIterable<Row>;
}
