import type { File } from '../../../core/files/file.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { FieldFile } from '../fields/field-file.ts';
import type { ExpressionLike, Typed } from './expression.ts';
import type { FieldKeys, PkOf, RelatedModel, RelationKeys } from './relations.ts';

/** Names of the columns: fields that aren't to-many. */
type ColumnKeys<M> = {
  [K in FieldKeys<M>]: M[K] extends { set: unknown } ? never : K;
}[FieldKeys<M>];
type ForwardKeys<M> = ColumnKeys<M> & RelationKeys<M>;

/** Values of a new instance: fields by name, relations as objects or by `authorId`. */
export type CreateValues<M> = {
  [K in ColumnKeys<M>]?: [RelatedModel<M[K]>] extends [never]
    ? Settable<M[K]> | Typed<M[K]>
    : RelatedModel<M[K]> | Extract<M[K], null>;
} & { [K in ForwardKeys<M> as `${K}Id`]?: PkOf<RelatedModel<M[K]>> | Extract<M[K], null> };

/** The same where an instance could stand, too: one of another model is no such values. */
export type NewRow<M> = CreateValues<M> & { readonly save?: never };

/** The same where a function may stand for a value: it is called when a row has to be made, or changed. */
export type DefaultValues<M> = {
  [K in keyof CreateValues<M>]?: CreateValues<M>[K] | ExpressionLike | (() => Awaitable<CreateValues<M>[K]>);
};

/** Values of `update()`: the same, or expressions. */
export type UpdateValues<M> = {
  [K in ColumnKeys<M>]?:
    | ([RelatedModel<M[K]>] extends [never]
        ? Settable<M[K]>
        : RelatedModel<M[K]> | PkOf<RelatedModel<M[K]>> | Extract<M[K], null>)
    | ExpressionLike;
} & { [K in ForwardKeys<M> as `${K}Id`]?: PkOf<RelatedModel<M[K]>> | Extract<M[K], null> | ExpressionLike };

/** A decimal may be written as text, a file be an upload or the name of one that is there. */
type Settable<V> =
  NonNullable<V> extends { toDecimalPlaces: unknown }
    ? V | string | number
    : V extends FieldFile
      ? V | File | string | null
      : V;

/** Names of the fields that `update()` and `bulkUpdate()` may write. */
export type ColumnName<M> = ColumnKeys<M> | `${ForwardKeys<M>}Id`;
