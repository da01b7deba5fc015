import type { AnyModel } from '../model.ts';
import type { Manager } from './manager.ts';
import type { PkOf, TargetMark } from './relations.ts';
import type { CreateValues } from './values.ts';

/**
 * The objects at the other end of a relation, for one instance: `author.articleSet`. A reverse relation is typed by
 * declaring it: `declare articleSet: models.RelatedManager<Article>;`.
 */
export interface RelatedManager<M extends AnyModel> extends Manager<M> {
  readonly [target]: M;
  add(...objects: readonly (M | PkOf<M>)[]): Promise<void>;
  remove(...objects: readonly (M | PkOf<M>)[]): Promise<void>;
  clear(): Promise<void>;
  /** Make it these and no others: a list, or a QuerySet. */
  set(
    objects: Iterable<M | PkOf<M>> | PromiseLike<Iterable<M | PkOf<M>>>,
    options?: { clear?: boolean },
  ): Promise<void>;
}

/** The value of a many-to-many property: `article.tags`. */
export interface ManyRelatedManager<M extends AnyModel> extends RelatedManager<M> {
  create(
    values?: CreateValues<M>,
    options?: { throughDefaults?: Readonly<Record<string, unknown>> },
  ): Promise<M>;
}
declare const target: TargetMark;
