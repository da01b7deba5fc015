import { ModelValueError } from '../../db/models/errors.ts';
import { isKeySet } from '../../db/models/key-is-set.ts';
import { keyText } from '../../db/models/key-text.ts';
import type { RuntimeManager } from '../../db/models/manager.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import { classesByManager } from '../../db/models/other-manager.ts';
import {
  type BulkOption,
  checkObject,
  objectsAndBulk,
  savedKeys,
  writeEach,
} from '../../db/models/pointing-objects.ts';
import type { RuntimeQuerySet } from '../../db/models/query-set.ts';
import { routeDatabase } from '../../db/router.ts';
import { atomic } from '../../db/transaction.ts';
import { markAltersData } from '../../utils/alters-data.ts';
import { ContentType } from './content-type.ts';
import type { GenericRelationField } from './generic-relation.ts';

type Values = Readonly<Record<string, unknown>>;
type ManagerClass = (new () => RuntimeManager) & { readonly prototype: RuntimeManager };

const classes = new WeakMap<GenericRelationField, ManagerClass>();

/** Make the manager of one object: `animal.tags`. */
export function genericManager(
  instance: AnyModel,
  field: GenericRelationField,
  type: ManagerClass = defaultClass(field),
): RuntimeManager {
  const manager = new type() as RuntimeManager & { instance: AnyModel };
  manager.instance = instance;
  return manager;
}

function defaultClass(field: GenericRelationField): ManagerClass {
  let type = classes.get(field);
  if (type === undefined) {
    const { defaultManager } = field.remoteField.model()._meta;
    type = boundClass(field, (defaultManager as unknown as RuntimeManager).constructor as ManagerClass);
    classes.set(field, type);
  }
  return type;
}

function boundClass(field: GenericRelationField, Base: ManagerClass): ManagerClass {
  const type = makeClass(field, Base);
  const model = field.remoteField.model();
  type.prototype.bindTo({ model, name: field.name, alias: undefined, start: undefined });
  return type;
}

function makeClass(field: GenericRelationField, Base: ManagerClass): ManagerClass {
  const classFor = classesByManager(field.remoteField.model(), (Other) => boundClass(field, Other));

  let queryset: typeof RuntimeQuerySet | undefined;
  return class GenericManager extends Base {
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
      return genericManager(this.instance, field, classFor(manager));
    }

    override clone(): RuntimeManager {
      return Object.assign(super.clone(), { instance: this.instance });
    }

    override getQueryset(): RuntimeQuerySet {
      const cached = this.instance._state.getPrefetched(field.name);
      if (cached === undefined) return this.#narrowed();
      queryset ??= super.getQueryset().constructor as typeof RuntimeQuerySet;
      return queryset.prefetched(this.model, cached, () => this.#narrowed());
    }

    #narrowed(): RuntimeQuerySet {
      const rows = super.getQueryset().startingAt(this.instance);
      // Nothing points at an object that is not saved.
      if (!isKeySet(this.instance.pk)) return rows.none();
      return rows.filter({
        [field.contentTypeField]: field.typeId(this.#model),
        [field.objectIdField]: this.#key,
      });
    }

    get #model(): ModelClass {
      return this.instance.constructor as unknown as ModelClass;
    }

    get #key(): unknown {
      const { pk } = this.instance;
      if (pk !== null && pk !== undefined) return pk;
      throw new ModelValueError(
        `${this.#model._meta.objectName} instance needs to have a primary key value before this relationship can be used.`,
        'Save it first.',
      );
    }

    get #using(): string {
      return routeDatabase('dbForWrite', this.model, this.instance);
    }

    /** The rows to write to, narrowed to this object. */
    get #writable(): RuntimeQuerySet {
      this.#forget();
      return this.#narrowed().using(this.#using);
    }

    #forget(): void {
      this.instance._state.forgetPrefetched(field.name);
    }

    /** The two columns that tie a row to this object. */
    async #tie(): Promise<Values> {
      const types = ContentType.objects.dbManager(this.#using);
      const type = await types.getForModel(this.#model, { forConcreteModel: field.forConcreteModel });
      return { [field.contentType.attname]: type.pk, [field.objectIdField]: this.#key };
    }

    /** Let objects point here: by one update, or with `{ bulk: false }` in last place by saving each. */
    async add(...given: readonly unknown[]): Promise<void> {
      const { objects, bulk } = objectsAndBulk(this.model, given);
      const tie = await this.#tie();
      this.#forget();
      if (!bulk) {
        await writeEach(objects, this.#using, (object) =>
          Object.assign(object, tie).save({ using: this.#using }),
        );
        return;
      }
      const keys = savedKeys(objects, this.#using);
      for (const object of objects) Object.assign(object, tie);
      if (keys.length > 0) await this.#rows.filter({ pk__in: keys }).update(tie);
    }

    get #rows(): RuntimeQuerySet {
      const manager = this.model._meta.baseManager as unknown as RuntimeManager;
      return manager.getQueryset().using(this.#using);
    }

    /** Delete those of the objects that point here. */
    async remove(...given: readonly unknown[]): Promise<void> {
      const { objects, bulk } = objectsAndBulk(this.model, given);
      if (objects.length === 0) return;
      await this.#delete(this.#writable.filter({ pk__in: objects.map((one) => one.pk) }), bulk);
    }

    /** Delete everything that points here. */
    clear(options: BulkOption = {}): Promise<void> {
      return this.#delete(this.#writable, options.bulk ?? true);
    }

    async #delete(rows: RuntimeQuerySet, bulk: boolean): Promise<void> {
      if (bulk) await rows.delete();
      else await writeEach((await rows) as AnyModel[], this.#using, (one) => one.delete());
    }

    /** Make it these objects and no others. */
    async set(objects: Iterable<unknown>, options: { clear?: boolean; bulk?: boolean } = {}): Promise<void> {
      const wanted = [...objects].map((object) => checkObject(this.model, object));
      const bulk = { bulk: options.bulk ?? true };
      const all = async (): Promise<void> => {
        if (options.clear) {
          await this.clear(bulk);
          await this.add(...wanted, bulk);
          return;
        }
        const before = (await this.#writable) as AnyModel[];
        const keys = new Set(wanted.map((one) => keyText(one.pk)));
        const kept = new Set(before.map((one) => keyText(one.pk)).filter((key) => keys.has(key)));
        await this.remove(...before.filter((one) => !kept.has(keyText(one.pk))), bulk);
        await this.add(...wanted.filter((one) => !kept.has(keyText(one.pk))), bulk);
      };
      await atomic(all, { using: this.#using, savepoint: false });
    }

    override async create(values: Values = {}): Promise<unknown> {
      this.#forget();
      return super
        .getQueryset()
        .using(this.#using)
        .create({ ...values, ...(await this.#tie()) });
    }

    override async getOrCreate(
      conditions: Values,
      options: { defaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      return this.#writable.getOrCreate({ ...conditions, ...(await this.#tie()) }, options);
    }

    override async updateOrCreate(
      conditions: Values,
      options: { defaults?: Values; createDefaults?: Values } = {},
    ): Promise<[unknown, boolean]> {
      return this.#writable.updateOrCreate({ ...conditions, ...(await this.#tie()) }, options);
    }
  };
}
