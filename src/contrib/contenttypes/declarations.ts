import { declareField } from '../../db/models/frames.ts';
import type { AnyModel } from '../../db/models/model.ts';
import type { RelatedManager } from '../../db/models/types/related-manager.ts';
import type { LazyModel, Related } from '../../db/models/types/relations.ts';
import { GenericForeignKeyField } from './generic-foreign-key.ts';
import { GenericRelationField, type GenericRelationOptions } from './generic-relation.ts';

/**
 * One object of whatever model, by two fields declared above it:
 * `contentObject = GenericForeignKey('contentType', 'objectId')`. The type parameter narrows what it may be:
 * `GenericForeignKey<Animal | Mineral | null>()`.
 */
export function GenericForeignKey<M extends AnyModel | null = AnyModel | null>(
  ctField?: string,
  fkField?: string,
  options?: { forConcreteModel?: boolean },
): Related<M>;
export function GenericForeignKey(
  ctField = 'contentType',
  fkField = 'objectId',
  options: { forConcreteModel?: boolean } = {},
): unknown {
  return declareField(GenericForeignKeyField, { ...options, ctField, fkField });
}

/** The objects that point here by a generic foreign key: `tags = GenericRelation(() => TaggedItem)`. The value is a manager. */
export function GenericRelation<M extends AnyModel>(
  to: LazyModel<M>,
  options?: GenericRelationOptions,
): RelatedManager<M>;
export function GenericRelation<M extends AnyModel = AnyModel>(
  to: string,
  options?: GenericRelationOptions,
): RelatedManager<M>;
export function GenericRelation(to: unknown, options?: GenericRelationOptions): unknown {
  return declareField(GenericRelationField, options, to);
}
