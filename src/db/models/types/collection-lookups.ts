import type { ExpressionLike } from './expression.ts';
import type { Given, LookupValue, OrderLookup, TextLookup } from './lookups.ts';

/** Lookups of lists, `ArrayField` and lists of JSON: `tags__contains`, `tags__len__gt`, `tags__0__startswith`, `tags__0_2`. */
export type ListLookup<V, T, L extends string> = L extends 'contains' | 'contained_by' | 'overlap'
  ? readonly (Given<T> | ExpressionLike)[]
  : L extends 'len'
    ? number
    : L extends `${number}`
      ? Given<T>
      : L extends `${number}_${number}` | OrderLookup
        ? Readonly<V>
        : L extends TextLookup
          ? string
          : L extends 'has_key' | 'has_keys' | 'has_any_keys'
            ? unknown
            : L extends `${infer Part}__${infer Rest}`
              ? LookupValue<ListPart<V, T, Part>, Rest>
              : never;

/** What `tags__len`, `tags__0` and `tags__0_2` are. */
export type ListPart<V, T, Part extends string> = Part extends 'len'
  ? number
  : Part extends `${number}`
    ? T
    : Part extends `${number}_${number}`
      ? V
      : never;

/** A range of PostgreSQL, as `jango/contrib/postgres` has it. */
export interface RangeLike<T> {
  readonly lower: T | null;
  readonly upper: T | null;
  readonly bounds: string;
  readonly isEmpty: boolean;
}

/** A range, or its two ends. */
export type RangeGiven<T> = RangeLike<T> | readonly [lower: Given<T> | null, upper: Given<T> | null];

/** Lookups of ranges. */
export type RangeLookup<T, L extends string> = L extends 'contains'
  ? RangeGiven<T> | Given<T>
  : L extends
        | OrderLookup
        | 'contained_by'
        | 'overlap'
        | 'fully_lt'
        | 'fully_gt'
        | 'not_lt'
        | 'not_gt'
        | 'adjacent_to'
    ? RangeGiven<T>
    : L extends 'startswith' | 'endswith'
      ? Given<T>
      : L extends 'isempty' | 'lower_inc' | 'lower_inf' | 'upper_inc' | 'upper_inf'
        ? boolean
        : L extends `${'startswith' | 'endswith'}__${infer Rest}`
          ? LookupValue<T, Rest>
          : never;
