/** Instances out of SQL of one's own, asked for when awaited. */
export interface RawQuerySet<Row> extends PromiseLike<Row[]>, AsyncIterable<Row> {
  /** Alias of the database that is asked. */
  readonly db: string;
  /** Names of the columns that the statement gives; it is sent for that. */
  readonly columns: Promise<readonly string[]>;
  using(alias: string): this;
  prefetchRelated(...lookups: readonly (string | object)[]): this;
  prefetchRelated(none: null): this;
  iterator(): AsyncIterable<Row>;
}
