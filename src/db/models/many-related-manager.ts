import { markAltersData } from '../../utils/alters-data.ts';
import { connections } from '../connections.ts';
import { allowRelation, routeDatabase } from '../router.ts';
import { throughKeys } from '../sql/through-join.ts';
import { atomic } from '../transaction.ts';
import { ModelValueError } from './errors.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { isInstance } from './is-instance.ts';
import type { ManagerBinding, RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { prefetchKey } from './prefetchers.ts';
import { Q } from './q.ts';
import type { RuntimeQuerySet } from './query-set.ts';
import { keyText, readAttribute } from './related-queries.ts';
import { type ManyToManyEvent, m2mChanged } from './signals.ts';

type Values = Readonly<Record<string, unknown>>;
type ManagerClass = new () => RuntimeManager;
type ThroughOptions = { throughDefaults?: Values };

interface Prepared {
  readonly type: ManagerClass;
  readonly binding: ManagerBinding;
}

const prepared = new WeakMap<ManyToManyField, [forward?: Prepared, reverse?: Prepared]>();

/** The manager of `article.tags`, or reversed of `tag.articleSet`. */
export function manyRelatedManager(
  instance: AnyModel,
  field: ManyToManyField,
  reverse: boolean,
): RuntimeManager {
  let pair = prepared.get(field);
  if (pair === undefined) {
    pair = [];
    prepared.set(field, pair);
  }
  const place = reverse ? 1 : 0;
  pair[place] ??= prepare(field, reverse);
  const { type, binding } = pair[place];
  const manager = new type() as RuntimeManager & { instance: AnyModel };
  manager.instance = instance;
  manager.bindTo(binding);
  return manager;
}

function prepare(field: ManyToManyField, reverse: boolean): Prepared {
  const model = reverse ? field.model : field.remoteField.model();
  const name = reverse ? field.remoteField.accessorName! : field.name;
  return { type: makeClass(field, reverse), binding: { model, name, alias: undefined } };
}

function makeClass(field: ManyToManyField, reverse: boolean): ManagerClass {
  const model = reverse ? field.model : field.remoteField.model();
  const Base = (model._meta.defaultManager as unknown as RuntimeManager).constructor as ManagerClass;
  const accessor = reverse ? field.remoteField.accessorName! : field.name;
  const { near, far } = throughKeys(field, reverse);
  const symmetrical = !reverse && field.remoteField.symmetrical;

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

    /** The join model. */
    get through(): ModelClass {
      return field.through;
    }

    get #key(): unknown {
      const key = readAttribute(this.instance, near.targetField);
      if (this.instance.pk !== null && this.instance.pk !== undefined && key !== null && key !== undefined)
        return key;
      throw new ModelValueError(
        `"${String(this.instance)}" needs to have a value for field "${near.targetField.name}" before this many-to-many relationship can be used.`,
        'Save it first.',
      );
    }

    override getQueryset(): RuntimeQuerySet {
      const cached = this.instance._state.getCached(prefetchKey(accessor));
      if (!Array.isArray(cached)) return this.#narrowed();
      return super.getQueryset().prefetched(cached, () => this.#narrowed());
    }

    #narrowed(): RuntimeQuerySet {
      return super.getQueryset().startingAt(this.instance).through(field, reverse, this.#key);
    }

    #forget(): void {
      this.instance._state.deleteCached(prefetchKey(accessor));
    }

    get #using(): string {
      return routeDatabase('dbForWrite', field.through, this.instance);
    }

    #joinRows(): RuntimeQuerySet {
      return (field.through._meta.baseManager as unknown as RuntimeManager).getQueryset().using(this.#using);
    }

    /** Put objects, or keys of objects, into the relation; those that are in it already stay as they are. */
    async add(...objects: readonly unknown[]): Promise<void> {
      const options = optionsOf(objects);
      const given = options === undefined ? objects : objects.slice(0, -1);
      await this.#inTransaction(async () => {
        this.#forget();
        await this.#insert(near.name, far.name, given, options);
        if (symmetrical) await this.#insert(far.name, near.name, given, options);
      });
    }

    /** Take objects out of the relation. */
    async remove(...objects: readonly unknown[]): Promise<void> {
      await this.#inTransaction(async () => {
        this.#forget();
        if (objects.length === 0) return;
        const keys = this.#keysOf(objects);
        const pkSet = new Set(keys);
        await this.#tell('preRemove', pkSet);
        const targets = super.getQueryset();
        const gone = targets.query.where.isEmpty
          ? keys
          : targets.using(this.#using).filter({ [`${far.targetField.name}__in`]: keys });
        await this.#joinRows().filter(this.#rowsOf(gone)).delete();
        await this.#tell('postRemove', pkSet);
      });
    }

    /** Take all objects out of the relation. */
    async clear(): Promise<void> {
      await this.#inTransaction(async () => {
        this.#forget();
        await this.#tell('preClear', null);
        const targets = super.getQueryset();
        const gone = targets.query.where.isEmpty ? undefined : targets.using(this.#using);
        await this.#joinRows().filter(this.#rowsOf(gone)).delete();
        await this.#tell('postClear', null);
      });
    }

    /** Make the relation these objects and no others. */
    async set(objects: Iterable<unknown>, options: ThroughOptions & { clear?: boolean } = {}): Promise<void> {
      const wanted = [...objects];
      const defaults =
        options.throughDefaults === undefined ? [] : [{ throughDefaults: options.throughDefaults }];
      await this.#inTransaction(async () => {
        if (options.clear) {
          await this.clear();
          await this.add(...wanted, ...defaults);
          return;
        }
        const rows = await this.#joinRows()
          .filter({ [near.name]: this.#key })
          .valuesList(far.attname, { flat: true });
        const before = new Set((rows as unknown[]).map(keyText));
        const fresh: unknown[] = [];
        for (const object of wanted) {
          const key = keyText(this.#keysOf([object])[0]);
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
      const [object, created] = await this.#narrowed().using(this.#using).getOrCreate(conditions, options);
      if (created) await this.add(object, options);
      return [object, created];
    }

    override async updateOrCreate(
      conditions: Values,
      options: ThroughOptions & { defaults?: Values; createDefaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      const [object, created] = await this.#narrowed().using(this.#using).updateOrCreate(conditions, options);
      if (created) await this.add(object, options);
      return [object, created];
    }

    #inTransaction(body: () => Promise<void>): Promise<void> {
      void this.#key;
      return atomic(body, { using: this.#using, savepoint: false });
    }

    /** Rows of the join table that tie this object to these; to any, when none are given. */
    #rowsOf(targets: unknown): Q {
      const tied = (source: string, target: string): Q =>
        Q({ [source]: this.#key, ...(targets === undefined ? {} : { [`${target}__in`]: targets }) });
      const forward = tied(near.name, far.name);
      return symmetrical ? forward.or(tied(far.name, near.name)) : forward;
    }

    /** The keys that the join table holds of objects, or of keys as they were given. */
    #keysOf(objects: readonly unknown[]): unknown[] {
      const target = far.targetField;
      return objects.map((object) => {
        if (!isInstance(object)) return target.toPython(object);
        if (!(object instanceof (this.model._meta.concreteModel as unknown as new () => AnyModel))) {
          throw new ModelValueError(
            `'${this.model._meta.objectName}' instance expected, got ${String(object)}.`,
          );
        }
        if (object._state.db !== undefined && !allowRelation(this.instance, object)) {
          throw new ModelValueError(
            `Cannot add "${String(object)}": the two objects are in different databases.`,
          );
        }
        const key = readAttribute(object, target);
        if (key !== null && key !== undefined) return key;
        throw new ModelValueError(
          `Cannot add "${String(object)}": the value for field "${far.name}" is null.`,
          'Save it first.',
        );
      });
    }

    async #insert(
      source: string,
      target: string,
      objects: readonly unknown[],
      options: ThroughOptions | undefined,
    ): Promise<void> {
      if (objects.length === 0) return;
      const keys = [...new Map(this.#keysOf(objects).map((key) => [keyText(key), key])).values()];
      const { features } = connections.get(this.#using);
      const sourceKey = source === near.name ? near : far;
      const targetKey = source === near.name ? far : near;
      const quiet = !m2mChanged.hasListeners(field.through);
      const canIgnore = features.supportsIgnoreConflicts && field.through._meta.autoCreated !== undefined;
      let missing: unknown[] = keys;
      if (!(canIgnore && quiet)) {
        const there = await this.#joinRows()
          .filter({ [source]: this.#key, [`${target}__in`]: keys })
          .valuesList(targetKey.attname, { flat: true });
        const known = new Set((there as unknown[]).map(keyText));
        missing = keys.filter((key) => !known.has(keyText(key)));
      }
      const announce = source === near.name;
      const pkSet = new Set(missing);
      if (announce) await this.#tell('preAdd', pkSet);
      const defaults = await resolvedDefaults(options?.throughDefaults);
      const rows = missing.map(
        (key) => new field.through({ ...defaults, [sourceKey.attname]: this.#key, [targetKey.attname]: key }),
      );
      await this.#joinRows().bulkCreate(rows, { ignoreConflicts: canIgnore });
      if (announce) await this.#tell('postAdd', pkSet);
    }

    async #tell(action: ManyToManyEvent['action'], pkSet: ReadonlySet<unknown> | null): Promise<void> {
      if (!m2mChanged.hasListeners(field.through)) return;
      await m2mChanged.send(field.through, {
        instance: this.instance,
        action,
        reverse,
        model: this.model,
        pkSet,
        using: this.#using,
      });
    }
  };
}

async function resolvedDefaults(defaults: Values | undefined): Promise<Values> {
  if (defaults === undefined) return {};
  const entries = Object.entries(defaults).map(
    async ([name, value]) => [name, typeof value === 'function' ? await value() : value] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
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
