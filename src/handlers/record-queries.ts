import { AsyncLocalStorage } from 'node:async_hooks';
import { onQuery } from '../db/backends/query-log.ts';
import { type RecordedQuery, recordQueriesOf } from '../http/recorded-queries.ts';
import type { Handler } from './handler.ts';

const current = new AsyncLocalStorage<RecordedQuery[]>();
let isListening = false;

/** The same handler, which keeps a list of each request's statements for the context processor `debug`. */
export function recordingQueries(handler: Handler): Handler {
  if (!isListening) {
    onQuery(({ sql, duration, alias }) => {
      current.getStore()?.push({ sql, time: (duration / 1000).toFixed(3), alias });
    });
    isListening = true;
  }
  return (request) => current.run(recordQueriesOf(request), () => handler(request));
}
