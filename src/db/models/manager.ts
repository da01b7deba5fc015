import { ModelDefinitionError } from './errors.ts';
import { callable } from './expressions/callable.ts';
import { BaseModelMethods } from './manager-methods.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { ModelManager } from './options.ts';
import { ASKABLE, type Askable } from './query-set/askable.ts';
import { RuntimeQuerySet } from './query-set.ts';
import type { ManagerConstructor } from './types/manager.ts';

type QuerySetClass = new (model?: ModelClass) => RuntimeQuerySet;

/**
 * The door to a model's rows: `Article.objects`. It has the methods of a QuerySet, each of which starts from
 * `getQueryset()`; a subclass overrides that to leave rows out, and adds methods.
 */
export class RuntimeManager extends BaseModelMethods implements ModelManager {
  /** Whether migrations keep it, so that `runPython()` can use it. */
  readonly useInMigrations: boolean = false;
  name = '';
  #model: ModelClass | undefined;
  #alias: string | undefined;
  #origin: AnyModel | undefined;

  /** Class of the QuerySets; `fromQuerySet()` makes managers of other ones. */
  get queryset(): QuerySetClass {
    return RuntimeQuerySet;
  }

  get model(): ModelClass {
    if (this.#model !== undefined) return this.#model;
    throw new ModelDefinitionError(
      'This manager belongs to no model yet.',
      'Assign it to a static property: static objects = ...',
    );
  }

  contributeToClass(model: ModelClass, name: string): void {
    this.#model = model;
    this.name = name;
  }

  clone(): RuntimeManager {
    const copy = new (this.constructor as new () => RuntimeManager)();
    copy.name = this.name;
    copy.#model = this.#model;
    copy.#alias = this.#alias;
    copy.#origin = this.#origin;
    return copy;
  }

  /** The same for another database. */
  dbManager(alias: string): this {
    const copy = this.clone();
    copy.#alias = alias;
    return copy as this;
  }

  /** The rows to start from. */
  override getQueryset(): RuntimeQuerySet {
    const queryset = new this.queryset(this.model);
    return this.#alias === undefined ? queryset : queryset.using(this.#alias);
  }

  get [ASKABLE](): Askable {
    return this.getQueryset()[ASKABLE];
  }

  bakedQuery(): ReturnType<RuntimeQuerySet['bakedQuery']> {
    return this.getQueryset().bakedQuery();
  }

  override toString(): string {
    return `${this.#model?._meta.label ?? '?'}.${this.name}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<Manager: ${this.toString()}>`;
  }

  /** A manager with the methods of a QuerySet class: `static objects = models.Manager.fromQuerySet(ArticleQuerySet)`. */
  static fromQuerySet(type: QuerySetClass): RuntimeManager {
    const Base = this as unknown as new () => RuntimeManager;
    class FromQuerySet extends Base {
      override get queryset(): QuerySetClass {
        return type;
      }
    }
    for (const [name, method] of ownMethods(type)) {
      if (name in FromQuerySet.prototype) continue;
      const forward = function (this: RuntimeManager, ...args: unknown[]): unknown {
        return method.apply(this.getQueryset(), args);
      };
      Object.defineProperty(FromQuerySet.prototype, name, {
        value: forward,
        configurable: true,
        writable: true,
      });
    }
    return new FromQuerySet();
  }
}

type Method = (...args: unknown[]) => unknown;

/** Methods that a QuerySet class, and those between it and the framework's, declare. */
function ownMethods(type: QuerySetClass): [string, Method][] {
  const found: [string, Method][] = [];
  for (
    let proto: object = type.prototype;
    proto !== RuntimeQuerySet.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    if (proto === Object.prototype || proto === null) break;
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
      if (name !== 'constructor' && !name.startsWith('_') && typeof value === 'function')
        found.push([name, value]);
    }
  }
  return found;
}

export const Manager = callable<ManagerConstructor>(RuntimeManager);
