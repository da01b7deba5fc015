import type { FetchMode } from './types/query-set.ts';

/** A relation that is awaited is loaded for all rows of the query at once; how queries are unless they say otherwise. */
export const FETCH_PEERS = 'peers' satisfies FetchMode;
/** For the one row only. */
export const FETCH_ONE = 'one' satisfies FetchMode;
/** Not at all: what the query did not load is an error. */
export const FETCH_RAISE = 'raise' satisfies FetchMode;
