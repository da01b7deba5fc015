import { markAltersData } from '../../utils/alters-data.ts';
import { routeDatabase } from '../router.ts';
import { atomic } from '../transaction.ts';
import { ModelValueError } from './errors.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { isKeySet } from './key-is-set.ts';
import type { RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { classesByManager } from './other-manager.ts';
import { checkObject, objectsAndBulk, savedKeys, writeEach } from './pointing-objects.ts';
import type { RuntimeQuerySet } from './query-set.ts';
import { type Objects, readAttribute } from './related-queries.ts';

type Values = Readonly<Record<string, unknown>>;
type ManagerClass = new () => RuntimeManager;

const classes = new WeakMap<Relation, ManagerClass>();

/** The manager class of a reverse relation: the default manager's, so that custom methods are there, narrowed to one object. */
export function reverseManagerClass(relation: Relation): ManagerClass {
  let type = classes.get(relation);
  if (type === undefined) {
    type = makeClass(relation, defaultManagerClass(relation));
    classes.set(relation, type);
  }
  return type;
}

/** Make the manager of one object: `author.articleSet`. */
export function reverseManager(
  instance: AnyModel,
  relation: Relation,
  type: ManagerClass = reverseManagerClass(relation),
): RuntimeManager {
  const manager = new type() as RuntimeManager & { instance: AnyModel };
  manager.instance = instance;
  manager.contributeToClass(relation.relatedModel, relation.accessorName!);
  return manager;
}

function defaultManagerClass({ relatedModel }: Relation): ManagerClass {
  return (relatedModel._meta.defaultManager as unknown as RuntimeManager).constructor as ManagerClass;
}

function makeClass(relation: Relation, Base: ManagerClass): ManagerClass {
  const field = relation.field as ForeignKey;
  const accessor = relation.accessorName!;
  const classFor = classesByManager(relation.relatedModel, (Other) => makeClass(relation, Other));

  let queryset: typeof RuntimeQuerySet | undefined;
  return class ReverseManager extends Base {
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
      return reverseManager(this.instance, relation, classFor(manager));
    }

    override clone(): RuntimeManager {
      return Object.assign(super.clone(), { instance: this.instance });
    }

    override getQueryset(): RuntimeQuerySet {
      const cached = this.instance._state.getPrefetched(accessor);
      if (cached === undefined) return this.#narrowed();
      queryset ??= super.getQueryset().constructor as typeof RuntimeQuerySet;
      return queryset.prefetched(this.model, cached, () => this.#narrowed());
    }

    #narrowed(): RuntimeQuerySet {
      const { instance } = this;
      const key = readAttribute(instance, field.targetField);
      const rows = super.getQueryset().startingAt(instance);
      if (isKeySet(instance.pk) && !isKeySet(key)) return rows.none();
      this.#checkSaved();
      return rows.filter({ [field.name]: instance }).knowing({ field, instance });
    }

    #checkSaved(): void {
      const { pk } = this.instance;
      const key = readAttribute(this.instance, field.targetField);
      if (isKeySet(pk) && isKeySet(key)) return;
      if (isKeySet(pk)) {
        throw new ModelValueError(
          `"${String(this.instance)}" needs to have a value for field "${field.targetField.name}" before this relationship can be used.`,
        );
      }
      throw new ModelValueError(
        `${this.instance._meta.objectName} instance needs to have a primary key value before this relationship can be used.`,
        'Save it first.',
      );
    }

    #forget(): void {
      this.instance._state.forgetPrefetched(accessor);
    }

    get #using(): string {
      return routeDatabase('dbForWrite', this.model, this.instance);
    }

    async add(...objects: readonly unknown[]): Promise<void> {
      this.#checkSaved();
      this.#forget();
      const { objects: instances, bulk } = objectsAndBulk(this.#concrete, objects);
      if (!bulk) {
        await writeEach(instances, this.#using, (object) =>
          Object.assign(object, { [field.name]: this.instance }).save(),
        );
        return;
      }
      const keys = savedKeys(instances, this.#using);
      for (const object of instances) Object.assign(object, { [field.name]: this.instance });
      if (keys.length === 0) return;
      const rows = plainRows(this.model).using(this.#using).filter({ pk__in: keys });
      await rows.update({ [field.name]: this.instance });
    }

    /** Rows of a proxy's relation may be instances of any class of that table. */
    get #concrete(): ModelClass {
      return this.model._meta.concreteModel;
    }

    override create(values: Values = {}): Promise<unknown> {
      this.#checkSaved();
      this.#forget();
      return super
        .getQueryset()
        .using(this.#using)
        .create({ ...values, [field.name]: this.instance });
    }

    override getOrCreate(
      conditions: Values,
      options: { defaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      this.#checkSaved();
      return this.#narrowed()
        .using(this.#using)
        .getOrCreate({ ...conditions, [field.name]: this.instance }, options);
    }

    override updateOrCreate(
      conditions: Values,
      options: { defaults?: Values; createDefaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      this.#checkSaved();
      return this.#narrowed()
        .using(this.#using)
        .updateOrCreate({ ...conditions, [field.name]: this.instance }, options);
    }

    async remove(...objects: readonly unknown[]): Promise<void> {
      this.#checkNullable('remove');
      if (objects.length === 0) return;
      this.#checkSaved();
      const { objects: instances, bulk } = objectsAndBulk(this.#concrete, objects);
      const key = readAttribute(this.instance, field.targetField);
      const keys = instances.map((object) => {
        if (String(field.idOf(object)) === String(key) && field.idOf(object) !== null) return object.pk;
        const { DoesNotExist } = this.instance.constructor as unknown as ModelClass;
        throw new DoesNotExist(`${String(object)} is not related to ${String(this.instance)}.`);
      });
      await this.#empty({ pk__in: keys }, bulk);
    }

    async clear(options: { bulk?: boolean } = {}): Promise<void> {
      this.#checkNullable('clear');
      this.#checkSaved();
      await this.#empty({}, options.bulk ?? true);
    }

    async #empty(conditions: Values, bulk: boolean): Promise<void> {
      this.#forget();
      const rows = this.#narrowed().using(this.#using).filter(conditions);
      if (bulk) {
        await rows.update({ [field.name]: null });
        return;
      }
      await writeEach((await rows) as AnyModel[], this.#using, (object) =>
        Object.assign(object, { [field.name]: null }).save({ updateFields: [field.name] }),
      );
    }

    #checkNullable(method: string): void {
      if (field.null) return;
      throw new ModelValueError(
        `'${accessor}' has no ${method}(): the relation '${field}' cannot be empty.`,
        'Give the field null: true, or delete the objects.',
      );
    }

    async set(objects: Objects, options: { clear?: boolean; bulk?: boolean } = {}): Promise<void> {
      this.#checkSaved();
      const wanted = [...(await objects)].map((object) => checkObject(this.#concrete, object));
      const bulk = { bulk: options.bulk ?? true };
      if (!field.null) {
        await this.add(...wanted, bulk);
        return;
      }
      await atomic(
        async () => {
          if (options.clear) {
            await this.clear(bulk);
            await this.add(...wanted, bulk);
            return;
          }
          const before = (await this.#narrowed().using(this.#using)) as AnyModel[];
          const kept = before.filter((object) => wanted.some((one) => one.equals(object)));
          const gone = before.filter((object) => !kept.includes(object));
          const fresh = wanted.filter((object) => !kept.some((one) => one.equals(object)));
          if (gone.length > 0) await this.remove(...gone, bulk);
          await this.add(...fresh, bulk);
        },
        { using: this.#using, savepoint: false },
      );
    }
  };
}

/** Rows of a model without what its managers do. */
function plainRows(model: ModelClass): RuntimeQuerySet {
  return (model._meta.baseManager as unknown as RuntimeManager).getQueryset();
}
