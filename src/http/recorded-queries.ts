/** A statement that a request has sent, as templates show it. */
export interface RecordedQuery {
  readonly sql: string;
  /** Seconds, with three digits: `'0.004'`. */
  readonly time: string;
  /** Alias of the database. */
  readonly alias: string;
}

const records = new WeakMap<object, RecordedQuery[]>();

/** Begin to record for a request; what is pushed to the list is what `recordedQueries()` gives. */
export function recordQueriesOf(request: object): RecordedQuery[] {
  const queries: RecordedQuery[] = [];
  records.set(request, queries);
  return queries;
}

/** The statements that a request has sent so far; none while nobody records, as without DEBUG. */
export function recordedQueries(request: object): readonly RecordedQuery[] {
  return records.get(request) ?? [];
}
