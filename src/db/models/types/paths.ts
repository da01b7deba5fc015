import type { ListPart } from './collection-lookups.ts';
import type { Given, LookupValue } from './lookups.ts';
import type { FieldKey, PkOf, RelatedModel } from './relations.ts';

/**
 * Resolves names such as `author__name__icontains` on a model, by splitting the text at `__`. `S` is the scope: the
 * model, with what annotations have added.
 */
export type ConditionValue<S, P extends string> = P extends keyof S & FieldKey<S, P>
  ? OwnValue<S[P]>
  : P extends `${infer Head}__${infer Rest}`
    ? Head extends keyof S & FieldKey<S, Head>
      ? Through<S[Head], Rest>
      : [ReverseModel<S, Head>] extends [never]
        ? IdPath<S, Head> extends infer Id
          ? [Id] extends [never]
            ? never
            : LookupValue<Id, Rest>
          : never
        : ThroughModel<ReverseModel<S, Head>, Rest>
    : [IdPath<S, P>] extends [never]
      ? [ReverseModel<S, P>] extends [never]
        ? never
        : RelatedValue<ReverseModel<S, P>>
      : IdPath<S, P> | null;

/** What `field: value` takes: for a relation the object, its key, or null. */
type OwnValue<V> = [RelatedModel<V>] extends [never] ? Given<V> : RelatedValue<RelatedModel<V>>;
type RelatedValue<M> = M | PkOf<M> | null;

type Through<V, Rest extends string> = [RelatedModel<V>] extends [never]
  ? LookupValue<V, Rest>
  : ThroughModel<RelatedModel<V>, Rest>;

type ThroughModel<M, Rest extends string> = Rest extends 'isnull'
  ? boolean
  : Rest extends 'in'
    ? readonly (M | PkOf<M>)[] | { readonly query: unknown }
    : Rest extends 'exact' | 'gt' | 'gte' | 'lt' | 'lte'
      ? RelatedValue<M>
      : ConditionValue<M, Rest>;

/** The model behind a reverse relation without `relatedName`: `article` for a property `articleSet`; never otherwise. */
type ReverseModel<S, Name extends string> = `${Name}Set` extends keyof S
  ? RelatedModel<S[`${Name}Set`]>
  : never;

/** Type of the key of a relation, by `authorId`; never when there is no such relation. */
export type IdPath<S, P extends string> = P extends `${infer Name}Id`
  ? Name extends keyof S & FieldKey<S, Name>
    ? PkOf<RelatedModel<S[Name]>>
    : never
  : never;

/** Type of the value read at a path by `values()`; what lies behind a relation that may be empty may be null. */
export type ValueAt<S, P extends string> = P extends keyof S & FieldKey<S, P>
  ? [RelatedModel<S[P]>] extends [never]
    ? S[P]
    : PkOf<RelatedModel<S[P]>> | NullOf<S[P]>
  : P extends `${infer Head}__${infer Rest}`
    ? Head extends keyof S & FieldKey<S, Head>
      ? [RelatedModel<S[Head]>] extends [never]
        ? PartAt<S[Head], Rest>
        : ValueAt<RelatedModel<S[Head]>, Rest> | NullOf<S[Head]>
      : [ReverseModel<S, Head>] extends [never]
        ? never
        : ValueAt<ReverseModel<S, Head>, Rest> | null
    : [IdPath<S, P>] extends [never]
      ? [ReverseModel<S, P>] extends [never]
        ? never
        : PkOf<ReverseModel<S, P>> | null
      :
          | IdPath<S, P>
          | (P extends `${infer Name}Id` ? (Name extends keyof S ? NullOf<S[Name]> : never) : never);

/** null when following the relation may lead to nothing: nullable, or to many. */
type NullOf<V> = null extends V ? null : V extends { set: unknown } ? null : never;

/** A part of a value, as `createdAt__year` or `data__key`. */
type PartAt<V, Rest extends string> = [NonNullable<V>] extends [string | number | boolean]
  ? never
  : [NonNullable<V>] extends [Date]
    ? Rest extends 'date' | 'time'
      ? unknown
      : [LookupValue<V, Rest>] extends [never]
        ? never
        : number | NullOf<V>
    : [NonNullable<V>] extends [readonly (infer T)[]]
      ? [ListPart<V, T, Rest>] extends [never]
        ? unknown
        : ListPart<V, T, Rest> | null
      : unknown;
