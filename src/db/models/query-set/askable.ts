import type { Query } from '../../sql/query.ts';
import type { KnownRelated } from './instances.ts';

/** A QuerySet as conditions of another one see it. */
export interface Askable {
  readonly query: Query;
  readonly values: readonly unknown[];
  /** Number of its shape, when that is kept. */
  readonly shapeId: number | undefined;
  /** Alias of the database that `using()` named. */
  readonly alias: string | undefined;
  /** Related objects that its rows have, as the rows of `author.articleSet` do. */
  readonly known: readonly KnownRelated[];
  /** Whether it is SQL of one's own, which stands in conditions and is combined with nothing. */
  readonly isRaw?: boolean;
}

/** Marks QuerySets; managers have `getQueryset()`. */
export const ASKABLE: unique symbol = Symbol('jango.askable');

interface MarkedAskable {
  readonly [ASKABLE]: Askable;
}

/** What a QuerySet or a manager asks; undefined for anything else. */
export function asQuery(value: unknown): Askable | undefined {
  return typeof value === 'object' && value !== null && ASKABLE in value
    ? (value as MarkedAskable)[ASKABLE]
    : undefined;
}
