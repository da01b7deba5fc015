import type { Decimal } from '../../../utils/decimal.ts';
import type { Duration, PlainDate, PlainTime } from '../../../utils/temporal.ts';
import type { FieldFile } from '../fields/field-file.ts';
import type { ListLookup, RangeGiven, RangeLike, RangeLookup } from './collection-lookups.ts';
import type { ExpressionLike } from './expression.ts';

export type TextLookup =
  | 'exact'
  | 'iexact'
  | 'contains'
  | 'icontains'
  | 'startswith'
  | 'istartswith'
  | 'endswith'
  | 'iendswith'
  | 'regex'
  | 'iregex';
export type OrderLookup = 'exact' | 'gt' | 'gte' | 'lt' | 'lte';
export type DatePart =
  | 'year'
  | 'iso_year'
  | 'quarter'
  | 'month'
  | 'day'
  | 'week'
  | 'week_day'
  | 'iso_week_day';
export type TimePart = 'hour' | 'minute' | 'second';

/** Lookups of one's own, by name: `declare module 'jango/db' { interface CustomLookups { ne: unknown } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface CustomLookups {}

/** Something that can stand for a list of values: a QuerySet in `__in`. */
export interface SubqueryLike {
  readonly query: unknown;
}

/** What may be written for a value of a field: moments and decimals also as text, lists also when they are read-only. */
export type Given<V> = V extends Date | PlainDate
  ? Date | PlainDate | string
  : V extends Decimal
    ? Decimal | number | string
    : V extends PlainTime
      ? PlainTime | string
      : V extends Duration
        ? Duration | string
        : V extends number
          ? V | bigint
          : V extends FieldFile
            ? V | string
            : V extends readonly unknown[]
              ? Readonly<V>
              : V;

/** The value that `field__<L>` takes, for a field of the type V; never when there is no such lookup. */
export type LookupValue<V, L extends string> = L extends 'isnull'
  ? boolean
  : L extends 'in'
    ? readonly Given<NonNullable<V>>[] | SubqueryLike
    : L extends keyof CustomLookups
      ? CustomLookups[L]
      : OwnLookupValue<NonNullable<V>, L>;

type OwnLookupValue<V, L extends string> = [V] extends [FieldFile]
  ? OwnLookupValue<string, L>
  : [V] extends [string]
    ? L extends 'exact'
      ? V
      : L extends TextLookup | OrderLookup
        ? string
        : L extends 'range'
          ? readonly [string, string]
          : never
    : [V] extends [boolean]
      ? L extends 'exact'
        ? boolean
        : never
      : [V] extends [number | Decimal]
        ? NumberLookup<V, L>
        : [V] extends [Date]
          ? MomentLookup<V, L>
          : [V] extends [PlainDate]
            ? DateLookup<V, L, DatePart>
            : [V] extends [PlainTime]
              ? DateLookup<V, L, TimePart>
              : [V] extends [Duration]
                ? Ordered<V, L>
                : [V] extends [Uint8Array]
                  ? Ordered<V, L>
                  : [V] extends [RangeLike<infer T>]
                    ? RangeLookup<T, L>
                    : [V] extends [readonly (infer T)[]]
                      ? ListLookup<V, NonNullable<T>, L>
                      : V extends object
                        ? unknown
                        : never;

type Ordered<V, L extends string> = L extends OrderLookup
  ? Given<V>
  : L extends 'range'
    ? readonly [Given<V>, Given<V>]
    : L extends 'contained_by'
      ? RangeGiven<V>
      : never;

/** Text lookups work on numbers, too, as on their digits. */
type NumberLookup<V, L extends string> = L extends TextLookup
  ? L extends 'exact'
    ? Given<V>
    : string | number
  : Ordered<V, L>;

type DateLookup<V, L extends string, Part extends string> = L extends Part
  ? number
  : L extends `${infer P}__${infer Rest}`
    ? P extends Part
      ? Rest extends 'in'
        ? readonly number[]
        : Ordered<number, Rest>
      : never
    : L extends TextLookup
      ? L extends 'exact'
        ? Given<V>
        : string | number
      : Ordered<V, L>;

type MomentLookup<V, L extends string> = L extends 'date'
  ? PlainDate | Date | string
  : L extends 'time'
    ? PlainTime | string
    : L extends `date__${infer Rest}`
      ? LookupValue<PlainDate, Rest>
      : L extends `time__${infer Rest}`
        ? LookupValue<PlainTime, Rest>
        : DateLookup<V, L, DatePart | TimePart>;

/** What may stand beside a plain value in any comparison. */
export type Computed = ExpressionLike | SubqueryLike;
