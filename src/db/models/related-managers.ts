import { markAltersData } from '../../utils/alters-data.ts';
import { routeDatabase } from '../router.ts';
import { atomic } from '../transaction.ts';
import { ModelValueError } from './errors.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { isInstance } from './is-instance.ts';
import { isKeySet } from './key-is-set.ts';
import type { RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { RuntimeQuerySet } from './query-set.ts';
import { type Objects, readAttribute } from './related-queries.ts';

type Values = Readonly<Record<string, unknown>>;
type ManagerClass = new () => RuntimeManager;

const classes = new WeakMap<Relation, ManagerClass>();

/** The manager class of a reverse relation: the default manager's, so that custom methods are there, narrowed to one object. */
export function reverseManagerClass(relation: Relation): ManagerClass {
  let type = classes.get(relation);
  if (type === undefined) {
    type = makeClass(relation);
    classes.set(relation, type);
  }
  return type;
}

/** Make the manager of one object: `author.articleSet`. */
export function reverseManager(instance: AnyModel, relation: Relation): RuntimeManager {
  const manager = new (reverseManagerClass(relation))() as RuntimeManager & { instance: AnyModel };
  manager.instance = instance;
  manager.contributeToClass(relation.relatedModel, relation.accessorName!);
  return manager;
}

function makeClass(relation: Relation): ManagerClass {
  const defaultManager = relation.relatedModel._meta.defaultManager as unknown as RuntimeManager;
  const Base = defaultManager.constructor as ManagerClass;
  const field = relation.field as ForeignKey;
  const accessor = relation.accessorName!;

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

    override getQueryset(): RuntimeQuerySet {
      const cached = this.instance._state.prefetched?.get(accessor);
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
      const options = optionsOf(objects);
      const given = options === undefined ? objects : objects.slice(0, -1);
      const instances = given.map((object) => this.#check(object));
      const own = (object: AnyModel): Record<string, unknown> => object as unknown as Record<string, unknown>;
      if (options?.bulk === false) {
        await atomic(
          async () => {
            for (const object of instances) {
              own(object)[field.name] = this.instance;
              await object.save();
            }
          },
          { using: this.#using, savepoint: false },
        );
        return;
      }
      const keys = instances.map((object) => {
        if (!object._state.adding && object._state.db === this.#using) return object.pk;
        throw new ModelValueError(
          `${String(object)} instance isn't saved.`,
          'Use bulk: false, or save the object first.',
        );
      });
      for (const object of instances) own(object)[field.name] = this.instance;
      if (keys.length === 0) return;
      const rows = plainRows(this.model).using(this.#using).filter({ pk__in: keys });
      await rows.update({ [field.name]: this.instance });
    }

    #check(object: unknown): AnyModel {
      if (
        isInstance(object) &&
        object instanceof (this.model._meta.concreteModel as unknown as new () => AnyModel)
      )
        return object;
      throw new ModelValueError(
        `'${this.model._meta.objectName}' instance expected, got ${String(object)}.`,
        'Give objects of the model that points here.',
      );
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
      const options = optionsOf(objects);
      const given = options === undefined ? objects : objects.slice(0, -1);
      const key = readAttribute(this.instance, field.targetField);
      const keys = given.map((object) => {
        const checked = this.#check(object);
        if (String(field.idOf(checked)) === String(key) && field.idOf(checked) !== null) return checked.pk;
        const { DoesNotExist } = this.instance.constructor as unknown as ModelClass;
        throw new DoesNotExist(`${String(object)} is not related to ${String(this.instance)}.`);
      });
      await this.#empty({ pk__in: keys }, options?.bulk ?? true);
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
      await atomic(
        async () => {
          for (const object of (await rows) as AnyModel[]) {
            Object.assign(object, { [field.name]: null });
            await object.save({ updateFields: [field.name] });
          }
        },
        { using: this.#using, savepoint: false },
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
      const wanted = [...(await objects)].map((object) => this.#check(object));
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

/** `{ bulk: false }` in last place. */
function optionsOf(objects: readonly unknown[]): { bulk?: boolean } | undefined {
  const last = objects[objects.length - 1];
  const isOptions = typeof last === 'object' && last !== null && !isInstance(last) && 'bulk' in last;
  return isOptions ? (last as { bulk?: boolean }) : undefined;
}
