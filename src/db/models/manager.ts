import { routeDatabase } from '../router.ts';
import { ModelDefinitionError } from './errors.ts';
import { callable } from './expressions/callable.ts';
import { BaseModelMethods } from './manager-methods.ts';
import type { ModelClass } from './model.ts';
import type { ModelManager } from './options.ts';
import { ASKABLE, type Askable } from './query-set/askable.ts';
import { RuntimeQuerySet } from './query-set.ts';
import type { ManagerConstructor } from './types/manager.ts';

type QuerySetClass = new (model?: ModelClass) => RuntimeQuerySet;

/** What a manager belongs to; shared by the managers of one relation. */
export interface ManagerBinding {
  readonly model: ModelClass | undefined;
  readonly name: string;
  /** Database that `dbManager()` named. */
  readonly alias: string | undefined;
  /** What plain managers of the binding start from, once one has. */
  start: RuntimeQuerySet | undefined;
}

const UNBOUND: ManagerBinding = { model: undefined, name: '', alias: undefined, start: undefined };

/**
 * The door to a model's rows: `Article.objects`. It has the methods of a QuerySet, each of which starts from
 * `getQueryset()`; a subclass overrides that to leave rows out, and adds methods.
 */
export class RuntimeManager extends BaseModelMethods implements ModelManager {
  /** Whether migrations keep it, so that `runPython()` can use it; false unless a subclass says otherwise. */
  declare readonly useInMigrations?: boolean;
  declare protected binding: ManagerBinding;

  static {
    // Not a property of each: instances of models have managers of their own.
    RuntimeManager.prototype.binding = UNBOUND;
  }

  /** Class of the QuerySets; `fromQuerySet()` makes managers of other ones. */
  get queryset(): QuerySetClass {
    return RuntimeQuerySet;
  }

  get model(): ModelClass {
    if (this.binding.model !== undefined) return this.binding.model;
    throw new ModelDefinitionError(
      'This manager belongs to no model yet.',
      'Assign it to a static property: static objects = ...',
    );
  }

  /** Property of the model that holds it. */
  get name(): string {
    return this.binding.name;
  }

  /** Alias of the database that is read. */
  get db(): string {
    return this.binding.alias ?? routeDatabase('dbForRead', this.model);
  }

  contributeToClass(model: ModelClass, name: string): void {
    this.binding = { model, name, alias: this.binding.alias, start: undefined };
  }

  /** Belong to what others of the kind belong to, too; the prototype of a class binds all that are made of it. */
  bindTo(binding: ManagerBinding): void {
    this.binding = binding;
  }

  clone(): RuntimeManager {
    const copy = new (this.constructor as new () => RuntimeManager)();
    copy.binding = this.binding;
    return copy;
  }

  /** The same for another database. */
  dbManager(alias: string): this {
    const copy = this.clone();
    copy.binding = { ...this.binding, alias, start: undefined };
    return copy as this;
  }

  /** The rows to start from. */
  override getQueryset(): RuntimeQuerySet {
    const queryset = new this.queryset(this.model);
    const { alias } = this.binding;
    return alias === undefined ? queryset : queryset.using(alias);
  }

  protected override start(): RuntimeQuerySet {
    return this.binding.start ?? this.startAnew();
  }

  /** Where no subclass leaves rows out, the QuerySet of all of them is made once: it is never asked itself. */
  protected startAnew(): RuntimeQuerySet {
    const start = this.getQueryset();
    const isPlain =
      this.getQueryset === RuntimeManager.prototype.getQueryset && this.queryset === RuntimeQuerySet;
    if (isPlain) this.binding.start = start;
    return start;
  }

  get [ASKABLE](): Askable {
    return this.getQueryset()[ASKABLE];
  }

  bakedQuery(): ReturnType<RuntimeQuerySet['bakedQuery']> {
    return this.getQueryset().bakedQuery();
  }

  override toString(): string {
    return `${this.binding.model?._meta.label ?? '?'}.${this.name}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<Manager: ${this.toString()}>`;
  }

  /** A manager with the methods of a QuerySet class: `static objects = models.Manager.fromQuerySet(ArticleQuerySet)`. */
  static fromQuerySet(type: QuerySetClass): RuntimeManager {
    return new (RuntimeManager.fromQueryset.call(this, type))();
  }

  /** The class of such managers, to extend: `class ArticleManager extends models.Manager.fromQueryset(ArticleQuerySet)`. */
  static fromQueryset(type: QuerySetClass): new () => RuntimeManager {
    const Base = this as unknown as new () => RuntimeManager;
    class FromQuerySet extends Base {
      override get queryset(): QuerySetClass {
        return type;
      }
    }
    for (const [name, method] of ownMethods(type)) {
      if (name in FromQuerySet.prototype || (method as { querysetOnly?: boolean }).querysetOnly) continue;
      const forward = function (this: RuntimeManager, ...args: unknown[]): unknown {
        return method.apply(this.getQueryset(), args);
      };
      Object.defineProperty(FromQuerySet.prototype, name, {
        value: forward,
        configurable: true,
        writable: true,
      });
    }
    return callable<new () => RuntimeManager>(FromQuerySet);
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
      if (name === 'constructor' || typeof value !== 'function') continue;
      if (!name.startsWith('_') || value.querysetOnly === false) found.push([name, value]);
    }
  }
  return found;
}

// Here, because QuerySets know nothing of managers.
Object.defineProperty(RuntimeQuerySet, 'asManager', {
  value(this: QuerySetClass) {
    return RuntimeManager.fromQuerySet(this);
  },
  configurable: true,
});

export const Manager = callable<ManagerConstructor>(RuntimeManager);
