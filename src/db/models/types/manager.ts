import type { AnyModel, ModelClass } from '../model.ts';
import type { ModelManager } from '../options.ts';
import type { QuerySet } from './query-set.ts';

/** What a QuerySet has and a manager hasn't: a manager is asked, not awaited. */
type Awaiting = 'then' | typeof Symbol.asyncIterator;

/** A manager that hands out QuerySets of the type Q: has its methods, a custom one's too. */
export type ManagerOf<Q> = Omit<Q, Awaiting> & BaseManager<Q>;

export interface BaseManager<Q> extends ModelManager {
  /** The rows to start from: override it to leave some out. Not `async`, as a QuerySet is awaitable. */
  getQueryset(): Q;
  dbManager(alias: string): this;
}

/** The door to a model's rows: `Article.objects.filter({ ... })`. */
export interface Manager<M extends AnyModel> extends Omit<QuerySet<M>, Awaiting>, BaseManager<QuerySet<M>> {
  readonly model: ModelClass;
}

/**
 * `static objects = models.Manager<Article>()`; with methods, a class: `class ArticleManager extends models.Manager<Article> { ... }`
 * and `static objects = new ArticleManager()`; with the methods of a QuerySet, `ArticleQuerySet.asManager()`, or with both, `class ArticleManager extends
 * models.Manager.fromQueryset(ArticleQuerySet) { ... }`.
 */
export interface ManagerConstructor {
  <M extends AnyModel>(): Manager<M>;
  new <M extends AnyModel>(): Manager<M>;
  readonly prototype: Manager<AnyModel>;
  fromQuerySet<Q extends QuerySet<never, unknown, unknown>>(
    type: new (model?: ModelClass) => Q,
  ): ManagerOf<Q>;
  fromQueryset<Q extends object>(type: new (model?: ModelClass) => Q): ManagerClassOf<Q>;
}

/** A class of managers that has the methods of a QuerySet class: to extend, or to make one of, with or without `new`. */
export interface ManagerClassOf<Q> {
  (): ManagerOf<Q>;
  new (): ManagerOf<Q>;
  readonly prototype: ManagerOf<Q>;
}
