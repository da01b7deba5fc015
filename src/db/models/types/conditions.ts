import type { ExpressionLike } from './expression.ts';
import type { Computed, Given, OrderLookup, TextLookup } from './lookups.ts';
import type { ConditionValue, ValueAt } from './paths.ts';
import type { FieldKey, FieldKeys, RelatedModel, RelationKeys } from './relations.ts';

/** What a Q, `Exists(...)` and a comparison have, so that they may stand where an object of lookups does. */
export interface Conditional {
  readonly conditional?: boolean;
}

/** Shown where a name leads to no field and no lookup of the model. */
export interface CannotResolveKeyword<Name> {
  'the model has no such field, relation or lookup': Name;
}
/** Shown where a lookup is given a value that it doesn't take. */
export interface LookupTakes<V> {
  'this lookup takes a value of another type': V;
}
/** Shown where a name is no field that rows can be ordered by, or read. */
export interface NoSuchField<Name> {
  'the model has no such field': Name;
}

/** The conditions of `filter()`, each checked by its name. Names that are computed at run time are let through. */
export type Conditions<S, C> = C &
  (C extends ExpressionLike ? unknown : { [P in keyof C]: CheckedValue<S, P, C[P]> }) &
  OwnConditions<S>;

type CheckedValue<S, P, Got> = P extends string
  ? string extends P
    ? unknown
    : [ConditionValue<S, P>] extends [never]
      ? CannotResolveKeyword<P>
      : [Got] extends [ConditionValue<S, P> | Computed]
        ? unknown
        : LookupTakes<ConditionValue<S, P>>
  : unknown;

/** Names that an editor completes: fields, and the lookups of each. The values are checked by `Conditions`. */
export type OwnConditions<S> = Conditional & {
  [K in OwnNames<S>]?: K extends keyof S
    ? [RelatedModel<S[K]>] extends [never]
      ? Given<S[K]> | Anything
      : unknown
    : unknown;
};

type OwnNames<S> = { [K in FieldKeys<S>]: K | `${K}__${LookupOf<S[K]>}` | IdKey<K, S[K]> }[FieldKeys<S>];
type LookupOf<V> =
  | 'in'
  | 'isnull'
  | (NonNullable<V> extends string ? TextLookup : NonNullable<V> extends number | Date ? OrderLookup : never);
type IdKey<K extends string, V> = [RelatedModel<V>] extends [never] ? never : `${K}Id`;

/** Lets any value pass without hiding, from an editor, the literals that stand beside it. */
// biome-ignore lint/complexity/noBannedTypes: a union with `unknown` would be `unknown`
type Anything = {} | null;

/** A name that rows may be ordered by: `'-createdAt'`, `'author__name'`, `'?'`. */
export type OrderName<S, P> = P extends ExpressionLike | '?'
  ? P
  : P extends string
    ? string extends P
      ? P
      : P extends `-${infer Name}`
        ? [ValueAt<S, Name>] extends [never]
          ? NoSuchField<Name>
          : P
        : [ValueAt<S, P>] extends [never]
          ? NoSuchField<P>
          : P
    : never;
/** What an editor completes for `orderBy()`. */
export type OwnOrder<S> = FieldKeys<S> | `-${FieldKeys<S>}`;

/** A name that can be read. */
export type FieldName<S, P> = P extends string
  ? string extends P
    ? P
    : [ValueAt<S, P>] extends [never]
      ? NoSuchField<P>
      : P
  : P;

/** A name of a relation, or of relations behind it: `'author'`, `'author__profile'`. */
export type RelationName<S, P> = P extends string
  ? string extends P
    ? P
    : P extends `${infer Head}__${infer Rest}`
      ? Head extends keyof S & FieldKey<S, Head>
        ? RelationName<RelatedModel<S[Head]>, Rest> extends NoSuchField<unknown>
          ? NoSuchField<P>
          : P
        : NoSuchField<P>
      : P extends RelationKeys<S>
        ? P
        : NoSuchField<P>
  : P;
