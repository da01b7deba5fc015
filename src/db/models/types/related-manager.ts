import type { AnyModel, ModelClass } from '../model.ts';
import type { ModelManager } from '../options.ts';
import type { Manager } from './manager.ts';
import type { PkOf, TargetMark } from './relations.ts';
import type { CreateValues } from './values.ts';

export interface AddOptions {
  bulk?: boolean;
  throughDefaults?: Readonly<Record<string, unknown>>;
}

/**
 * The objects at the other end of a relation, for one instance: `author.articleSet`. A reverse relation is typed by
 * declaring it: `declare articleSet: models.RelatedManager<Article>;`.
 */
export interface RelatedManager<M extends AnyModel> extends Manager<M> {
  readonly [target]: M;
  /** The same objects through another manager of their model: `author.books.manager('published')`. */
  manager(name: string): this;
  /** The same, typed as that manager: `author.books.manager(Book.published)`. */
  manager<Other extends ModelManager>(manager: Other): Other & this;
  add(...objects: readonly (M | PkOf<M>)[]): Promise<void>;
  /**
   * @param options.bulk false saves each object, as `save()` does: new ones, too. Of a foreign key's other side.
   * @param options.throughDefaults further values of the rows of a join table
   */
  add(...args: [...objects: readonly (M | PkOf<M>)[], options: AddOptions]): Promise<void>;
  remove(...objects: readonly (M | PkOf<M>)[]): Promise<void>;
  clear(): Promise<void>;
  /** Make it these and no others: a list, or a QuerySet. */
  set(
    objects: Iterable<M | PkOf<M>> | PromiseLike<Iterable<M | PkOf<M>>>,
    options?: AddOptions & { clear?: boolean },
  ): Promise<void>;
}

/** The value of a many-to-many property: `article.tags`. */
export interface ManyRelatedManager<M extends AnyModel> extends RelatedManager<M> {
  /** The model of the join table: `article.tags.through._meta.baseManager`. */
  readonly through: ModelClass;
  create(
    values?: CreateValues<M>,
    options?: { throughDefaults?: Readonly<Record<string, unknown>> },
  ): Promise<M>;
}
declare const target: TargetMark;
