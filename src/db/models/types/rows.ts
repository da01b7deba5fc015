import type {
  ExpressionLike,
  FieldAt,
  FieldAtInList,
  FieldAtOrNull,
  FirstOf,
  OneOf,
  OutputOf,
  SumAt,
  SureSumAt,
} from './expression.ts';
import type { ValueAt } from './paths.ts';
import type { FieldKeys, RelatedModel, RelationKeys } from './relations.ts';

/** What a computed value is: the expression's own type, or that of the field it names. */
export type ComputedValue<S, E> = ValueOf<S, OutputOf<E>>;

/** Each part of a union for itself: a Case may give a number or what a field holds. */
type ValueOf<S, V> =
  V extends FieldAt<infer P>
    ? ValueAt<S, P>
    : V extends FieldAtOrNull<infer P>
      ? ValueAt<S, P> | null
      : V extends FieldAtInList<infer P>
        ? InList<ValueAt<S, P>> | null
        : V extends SumAt<infer P>
          ? Summed<ValueAt<S, P>> | null
          : V extends SureSumAt<infer P>
            ? Summed<ValueAt<S, P>>
            : V extends FirstOf<infer T>
              ? First<EachOf<S, T>>
              : V extends OneOf<infer T>
                ? EachOf<S, T>[number]
                : V;

/** Names that lead through undeclared relations make the whole unknown. */
type EachOf<S, T extends readonly unknown[]> = {
  [I in keyof T]: [ValueOf<S, T[I]>] extends [never] ? unknown : ValueOf<S, T[I]>;
};

type First<T extends readonly unknown[]> = unknown extends T[number]
  ? unknown
  : NonNullable<T[number]> | NullOfAll<T>;
/** null where there is no value that is never null. */
type NullOfAll<T extends readonly unknown[]> = T extends readonly [infer Head, ...infer Rest]
  ? null extends Head
    ? NullOfAll<Rest>
    : never
  : null;

/** Sums are of the type of their values, if that is known and no text. */
type Summed<V> = [V] extends [never] ? number : unknown extends V ? number : Sum<NonNullable<V>>;
type Sum<V> = V extends number | bigint ? number : V;

/** Names that lead through undeclared relations give values of no known type. */
type InList<V> = [V] extends [never] ? unknown[] : V[];

/** The values that `annotate()` and `aggregate()` add, by name. */
export type Annotated<S, A> = { -readonly [K in keyof A]: ComputedValue<S, A[K]> };

/** What `annotate()` adds under names that were given. */
export type Named<S, A> = A extends ExpressionLike ? unknown : Annotated<S, A>;

/** The same, and what has a name of its field and its aggregate: `price__avg`. */
export type NamedOrAutomatic<S, A> = A extends ExpressionLike
  ? { readonly [name: `${string}__${string}`]: unknown }
  : Annotated<S, A>;

/** A row of `values('title', 'author__name')`. */
export type ValuesRow<S, P extends readonly unknown[]> = P extends readonly []
  ? AllValues<S>
  : { [K in Extract<P[number], string>]: ValueAt<S, K> } & ValuesComputed<S, P>;

/** What `values('title', { shout: Upper('title') })` computes. */
export type ValuesComputed<S, P extends readonly unknown[]> = [Exclude<P[number], string>] extends [never]
  ? unknown
  : Annotated<S, Together<Exclude<P[number], string>>>;

/** A row of `values()`: every column; relations by their key (`authorId`). */
type AllValues<S> = {
  [K in Exclude<FieldKeys<S>, RelationKeys<S> | 'pk'>]: S[K];
} & {
  [K in ForwardKeys<S> as `${K}Id`]: ValueAt<S, K>;
};
type ForwardKeys<S> = {
  [K in RelationKeys<S>]: S[K] extends { set: unknown } ? never : K;
}[RelationKeys<S>];

/** A row of `valuesList('id', 'title')`. */
export type ValuesTuple<S, P extends readonly unknown[]> = {
  -readonly [I in keyof P]: P[I] extends string ? ValueAt<S, P[I]> : ComputedValue<S, P[I]>;
};

/** A row of `valuesList('id', 'title', { named: true })`: the list, and its values by name. */
export type NamedTuple<S, P extends readonly string[]> = ValuesTuple<S, P> &
  (string extends P[number] ? unknown : { readonly [K in P[number]]: ValueAt<S, K> });

/** Instances with relations loaded: `selectRelated('author', 'author__profile')`. */
export type Loaded<M, P> = P extends `${infer Head}__${infer Rest}`
  ? Head extends keyof M
    ? { [K in Head]: LoadedValue<M[Head], Rest> }
    : unknown
  : P extends keyof M
    ? { [K in P]: RelatedModel<M[P]> | Extract<M[P], null> }
    : unknown;
type LoadedValue<V, Rest> = (RelatedModel<V> & Loaded<RelatedModel<V>, Rest>) | Extract<V, null>;

/** All of a union at once: `A | B` is `A & B`. */
export type Together<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void
  ? I
  : never;

/** Instances without some columns: `defer('content')`; a deferred column has to be awaited. */
export type Deferred<Row, K> = Omit<Row, K & keyof Row> & {
  [P in K & keyof Row]: PromiseLike<Row[P]>;
};
