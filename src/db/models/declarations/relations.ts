import { ForeignKey as ForeignKeyClass, type ForeignKeyOptions } from '../fields/foreign-key.ts';
import { ForeignObject as ForeignObjectClass, type ForeignObjectOptions } from '../fields/foreign-object.ts';
import {
  ManyToManyField as ManyToManyFieldClass,
  type ManyToManyOptions,
} from '../fields/many-to-many-field.ts';
import { OneToOneField as OneToOneFieldClass } from '../fields/one-to-one-field.ts';
import { declareField } from '../frames.ts';
import type { AnyModel } from '../model.ts';
import type { Exactly, Nullable } from '../types/field-value.ts';
import type { ManyRelatedManager } from '../types/related-manager.ts';
import type { LazyModel, Related } from '../types/relations.ts';

/**
 * Many of these belong to one of those: `author = models.ForeignKey(() => User, { onDelete: models.CASCADE })`.
 * The other model is a function, so that models may point at each other; by name its type has to be said:
 * `models.ForeignKey<User | null>('auth.User', { onDelete: models.SET_NULL, null: true })`.
 */
export function ForeignKey<M extends AnyModel, const O extends ForeignKeyOptions>(
  to: LazyModel<M>,
  options: Exactly<O, ForeignKeyOptions>,
): Related<Nullable<O, M>>;
export function ForeignKey<M extends AnyModel | null = AnyModel>(
  to: string,
  options: ForeignKeyOptions,
): Related<M>;
export function ForeignKey(to: unknown, options: ForeignKeyOptions): unknown {
  return declareField(ForeignKeyClass, options, to);
}

/**
 * Points at a row by several columns that the model has already, without one of its own:
 * `line = models.ForeignObject(() => Line, { onDelete: models.CASCADE, fromFields: ['orderId', 'number'], toFields: ['orderId', 'number'] })`.
 * It goes before the fields that it is made of.
 */
export function ForeignObject<M extends AnyModel, const O extends ForeignObjectOptions>(
  to: LazyModel<M>,
  options: Exactly<O, ForeignObjectOptions>,
): Related<Nullable<O, M>>;
export function ForeignObject<M extends AnyModel | null = AnyModel>(
  to: string,
  options: ForeignObjectOptions,
): Related<M>;
export function ForeignObject(to: unknown, options: ForeignObjectOptions): unknown {
  return declareField(ForeignObjectClass, options, to);
}

/** One of these belongs to one of those: a foreign key that is unique. */
export function OneToOneField<M extends AnyModel, const O extends ForeignKeyOptions>(
  to: LazyModel<M>,
  options: Exactly<O, ForeignKeyOptions>,
): Related<Nullable<O, M>>;
export function OneToOneField<M extends AnyModel | null = AnyModel>(
  to: string,
  options: ForeignKeyOptions,
): Related<M>;
export function OneToOneField(to: unknown, options: ForeignKeyOptions): unknown {
  return declareField(OneToOneFieldClass, options, to);
}

/** Many of these have many of those: `tags = models.ManyToManyField(() => Tag, { blank: true })`. The value is a manager. */
export function ManyToManyField<M extends AnyModel>(
  to: LazyModel<M>,
  options?: ManyToManyOptions,
): ManyRelatedManager<M>;
export function ManyToManyField<M extends AnyModel = AnyModel>(
  to: string,
  options?: ManyToManyOptions,
): ManyRelatedManager<M>;
export function ManyToManyField(to: unknown, options?: ManyToManyOptions): unknown {
  return declareField(ManyToManyFieldClass, options, to);
}
