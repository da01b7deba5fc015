import type { AnyModel } from '../../db/models/model.ts';
import type { TextLookup } from '../../db/models/types/lookups.ts';
import type { FieldKeys, RelatedModel, RelationKeys } from '../../db/models/types/relations.ts';

/** Names of a model's own fields: `'title'`, `'pk'`. */
export type OwnField<M> = (FieldKeys<M> & string) | 'pk';

/** Names behind a relation: `'author__username'`; what lies deeper is left to the system checks. */
type BehindRelation<M> = {
  [R in RelationKeys<M> & string]:
    | `${R}__${FieldKeys<RelatedModel<M[R & keyof M]>> & string}`
    | `${R}__${RelationKeys<RelatedModel<M[R & keyof M]>> & string}__${string}`;
}[RelationKeys<M> & string];

/** A field, or one behind relations. */
export type FieldPath<M> = OwnField<M> | BehindRelation<M>;

/** A name of a method or of any other property. */
type Property<T> = keyof T & string;

/** A column: a field, a property or method of the model, a path, a method of the admin class, or a function. */
export type ListDisplayItem<M, Admin> =
  | '__str__'
  | FieldPath<M>
  | Property<M>
  | Property<Admin>
  | ((object: M) => unknown);

/** `'title'`, `'-createdAt'`. */
export type OrderingItem<M> = FieldPath<M> | `-${FieldPath<M>}` | '?';

/** A path to search in; `^` looks at its start, `=` at the whole, and a lookup may stand at its end. */
export type SearchField<M> =
  | FieldPath<M>
  | `${'^' | '=' | '@'}${FieldPath<M>}`
  | `${FieldPath<M>}__${TextLookup | 'search'}`;

/** A line of a form: one field, or several beside each other. */
export type FormLine<M, Admin> = FormItem<M, Admin> | readonly FormItem<M, Admin>[];
/** A field, or something to show: a property of the model, a method of the admin class. */
export type FormItem<M, Admin> = OwnField<M> | Property<M> | Property<Admin>;

/** Fields under a heading. */
export interface FieldsetOptions<M, Admin> {
  fields: readonly FormLine<M, Admin>[];
  /** `'collapse'` folds it up, `'wide'` puts labels above their fields. */
  classes?: readonly string[];
  description?: string;
}
export type Fieldsets<M, Admin> = readonly (readonly [
  name: string | null,
  options: FieldsetOptions<M, Admin>,
])[];

export type AnyRecord = Readonly<Record<string, unknown>>;
export type Instance = AnyModel & Record<string, unknown>;
