import type { ModelMeta } from '../meta.ts';
import type { OwnOrder } from './conditions.ts';
import type { ExpressionLike } from './expression.ts';
import type { FieldKeys } from './relations.ts';

/** A field of the model, or of one behind a relation. */
type OrderPath<M> = OwnOrder<M> | `${FieldKeys<M>}__${string}` | `-${FieldKeys<M>}__${string}`;

/** The options of a model whose names of fields are checked. */
interface MetaOf<M>
  extends Omit<ModelMeta, 'ordering' | 'uniqueTogether' | 'getLatestBy' | 'orderWithRespectTo'> {
  /** Names (`'-createdAt'`) and expressions that rows are ordered by unless a query says otherwise. */
  ordering?: readonly (OrderPath<M> | ExpressionLike | '?')[];
  uniqueTogether?: readonly FieldKeys<M>[] | readonly (readonly FieldKeys<M>[])[];
  getLatestBy?: OrderPath<M> | readonly OrderPath<M>[];
  orderWithRespectTo?: FieldKeys<M>;
}

/**
 * The options of a model, its fields checked by name: `static meta: models.Meta<Article> = { ordering: ['-createdAt'] }`.
 * A model that others extend writes `models.Meta` alone, as the names of its children's fields are not its own.
 */
export type Meta<M = never> = [M] extends [never] ? ModelMeta : MetaOf<M>;
