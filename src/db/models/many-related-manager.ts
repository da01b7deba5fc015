import { markAltersData } from '../../utils/alters-data.ts';
import { routeDatabase } from '../router.ts';
import { atomic } from '../transaction.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { isInstance } from './is-instance.ts';
import { JoinRows } from './join-rows.ts';
import { keyText } from './key-text.ts';
import type { RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { classesByManager } from './other-manager.ts';
import type { RuntimeQuerySet } from './query-set.ts';
import type { Objects } from './related-queries.ts';

type Values = Readonly<Record<string, unknown>>;
type ManagerClass = (new () => RuntimeManager) & { readonly prototype: RuntimeManager };
type ThroughOptions = { throughDefaults?: Values };

const classes = new WeakMap<ManyToManyField, [forward?: ManagerClass, reverse?: ManagerClass]>();

/** The manager of `article.tags`, or reversed of `tag.articleSet`. */
export function manyRelatedManager(
  instance: AnyModel,
  field: ManyToManyField,
  reverse: boolean,
  type: ManagerClass = defaultClass(field, reverse),
): RuntimeManager {
  const manager = new type() as RuntimeManager & { instance: AnyModel };
  manager.instance = instance;
  return manager;
}

function defaultClass(field: ManyToManyField, reverse: boolean): ManagerClass {
  let pair = classes.get(field);
  if (pair === undefined) {
    pair = [];
    classes.set(field, pair);
  }
  const place = reverse ? 1 : 0;
  const model = reverse ? field.model : field.remoteField.model();
  pair[place] ??= boundClass(
    field,
    reverse,
    (model._meta.defaultManager as unknown as RuntimeManager).constructor as ManagerClass,
  );
  return pair[place];
}

function boundClass(field: ManyToManyField, reverse: boolean, Base: ManagerClass): ManagerClass {
  const model = reverse ? field.model : field.remoteField.model();
  const name = reverse ? field.remoteField.accessorName! : field.name;
  const type = makeClass(field, reverse, Base);
  type.prototype.bindTo({ model, name, alias: undefined, start: undefined });
  return type;
}

function makeClass(field: ManyToManyField, reverse: boolean, Base: ManagerClass): ManagerClass {
  const model = reverse ? field.model : field.remoteField.model();
  const accessor = reverse ? field.remoteField.accessorName! : field.name;
  const classFor = classesByManager(model, (Other) => boundClass(field, reverse, Other));

  let queryset: typeof RuntimeQuerySet | undefined;
  return class ManyRelatedManager extends Base {
    static {
      markAltersData(
        this.prototype,
        'add',
        'remove',
        'clear',
        'set',
        'create',
        'getOrCreate',
        'updateOrCreate',
      );
    }

    declare instance: AnyModel;

    /** The same objects through another manager of their model. */
    manager(manager: unknown): RuntimeManager {
      return manyRelatedManager(this.instance, field, reverse, classFor(manager));
    }

    override clone(): RuntimeManager {
      return Object.assign(super.clone(), { instance: this.instance });
    }

    /** The join model. */
    get through(): ModelClass {
      return field.through;
    }

    get #rows(): JoinRows {
      return new JoinRows(field, reverse, this.instance);
    }

    override getQueryset(): RuntimeQuerySet {
      const cached = this.instance._state.getPrefetched(accessor);
      if (cached === undefined) return this.#narrowed();
      queryset ??= super.getQueryset().constructor as typeof RuntimeQuerySet;
      return queryset.prefetched(this.model, cached, () => this.#narrowed());
    }

    #narrowed(): RuntimeQuerySet {
      return super.getQueryset().startingAt(this.instance).through(field, reverse, this.#rows.key);
    }

    #forget(): void {
      this.instance._state.forgetPrefetched(accessor);
    }

    /** Put objects, or keys of objects, into the relation; those that are in it already stay as they are. */
    async add(...objects: readonly unknown[]): Promise<void> {
      const options = optionsOf(objects);
      const given = options === undefined ? objects : objects.slice(0, -1);
      await this.#inTransaction(async () => {
        this.#forget();
        await this.#rows.insert(given, options?.throughDefaults);
      });
    }

    /** Take objects out of the relation. */
    async remove(...objects: readonly unknown[]): Promise<void> {
      await this.#inTransaction(async () => {
        this.#forget();
        if (objects.length === 0) return;
        const keys = this.#rows.keysOf(objects);
        const pkSet = new Set(keys);
        await this.#rows.tell('preRemove', pkSet);
        const targets = super.getQueryset();
        const gone = targets.query.where.isEmpty
          ? keys
          : targets.using(this.#rows.using).filter({ [`${this.#rows.far.targetField.name}__in`]: keys });
        await this.#rows.tied(gone).delete();
        await this.#rows.tell('postRemove', pkSet);
      });
    }

    /** Take all objects out of the relation. */
    async clear(): Promise<void> {
      await this.#inTransaction(async () => {
        this.#forget();
        await this.#rows.tell('preClear', null);
        const targets = super.getQueryset();
        const gone = targets.query.where.isEmpty ? undefined : targets.using(this.#rows.using);
        await this.#rows.tied(gone).delete();
        await this.#rows.tell('postClear', null);
      });
    }

    /** Make the relation these objects and no others. */
    async set(objects: Objects, options: ThroughOptions & { clear?: boolean } = {}): Promise<void> {
      const wanted = [...(await objects)];
      const defaults =
        options.throughDefaults === undefined ? [] : [{ throughDefaults: options.throughDefaults }];
      await this.#inTransaction(async () => {
        if (options.clear) {
          await this.clear();
          await this.add(...wanted, ...defaults);
          return;
        }
        const rows = await this.#rows.targets();
        const before = new Set(rows.map(keyText));
        const fresh: unknown[] = [];
        for (const object of wanted) {
          const key = keyText(this.#rows.keysOf([object])[0]);
          if (!before.delete(key)) fresh.push(object);
        }
        await this.remove(...before);
        await this.add(...fresh, ...defaults);
      });
    }

    override async create(values: Values = {}, options: ThroughOptions = {}): Promise<unknown> {
      const object = await super
        .getQueryset()
        .using(routeDatabase('dbForWrite', this.model, this.instance))
        .create(values);
      await this.add(object, options);
      return object;
    }

    override async getOrCreate(
      conditions: Values,
      options: ThroughOptions & { defaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      const [object, created] = await this.#narrowed()
        .using(this.#rows.using)
        .getOrCreate(conditions, options);
      if (created) await this.add(object, options);
      return [object, created];
    }

    override async updateOrCreate(
      conditions: Values,
      options: ThroughOptions & { defaults?: Values; createDefaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      const [object, created] = await this.#narrowed()
        .using(this.#rows.using)
        .updateOrCreate(conditions, options);
      if (created) await this.add(object, options);
      return [object, created];
    }

    #inTransaction(body: () => Promise<void>): Promise<void> {
      void this.#rows.key;
      return atomic(body, { using: this.#rows.using, savepoint: false });
    }
  };
}

/** `{ throughDefaults: { ... } }` in last place. */
function optionsOf(objects: readonly unknown[]): ThroughOptions | undefined {
  const last = objects[objects.length - 1];
  const isOptions =
    typeof last === 'object' &&
    last !== null &&
    !isInstance(last) &&
    Object.getPrototypeOf(last) === Object.prototype;
  return isOptions ? (last as ThroughOptions) : undefined;
}
