import { connections } from '../connections.ts';
import { ProtectedError, RestrictedError } from '../errors.ts';
import { routeDatabase } from '../router.ts';
import { atomic } from '../transaction.ts';
import { baseQuerySet, type ObjectQuerySet } from './base-query-set.ts';
import { ModelValueError } from './errors.ts';
import type { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { isInstance } from './is-instance.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { DeleteOptions, DeletionCount } from './persistence.ts';
import { keyText, readAttribute } from './related-queries.ts';
import { postDelete, preDelete } from './signals.ts';

/** `instance.delete()` */
export async function deleteInstance(instance: AnyModel, options: DeleteOptions): Promise<DeletionCount> {
  if (instance.pk === null || instance.pk === undefined) {
    throw new ModelValueError(
      `${instance._meta.objectName} object can't be deleted because its ${instance._meta.pk.attname} attribute is set to null.`,
    );
  }
  const using = options.using ?? routeDatabase('dbForWrite', instance.constructor, instance);
  const collector = new Collector(using, instance);
  await collector.collect([instance], { keepParents: options.keepParents ?? false });
  return collector.delete();
}

/** Keys of one statement. */
const BATCH = 1000;

interface CollectOptions {
  /** Model whose deletion led here; its rows have to be deleted after these. */
  readonly source?: ModelClass;
  readonly nullable?: boolean;
  readonly keepParents?: boolean;
  /** Objects are the target of CASCADE, so RESTRICT is judged at the end. */
  readonly followDependents?: boolean;
}

interface FieldUpdate {
  readonly field: Field;
  readonly value: unknown;
  readonly objects: readonly AnyModel[];
}

/** Finds what goes with the objects that are deleted, in the order in which it can, and deletes it. */
export class Collector {
  readonly #using: string;
  readonly #origin: unknown;
  readonly #objects = new Map<ModelClass, Map<unknown, AnyModel>>();
  /** Models whose rows have to go before those of the key. */
  readonly #dependents = new Map<ModelClass, Set<ModelClass>>();
  readonly #updates: FieldUpdate[] = [];
  readonly #fast: { queryset: ObjectQuerySet; model: ModelClass }[] = [];
  readonly #restricted = new Map<ModelClass, Map<Field, Set<AnyModel>>>();

  constructor(using: string, origin: unknown) {
    this.#using = using;
    this.#origin = origin;
  }

  /** Whether rows may be deleted by one statement without being looked at: nobody listens, nothing points at them. */
  canFastDelete(model: ModelClass, from?: Field): boolean {
    if (from !== undefined && from.remoteField?.onDelete?.name !== 'CASCADE') return false;
    if (preDelete.hasListeners(model) || postDelete.hasListeners(model)) return false;
    const { _meta: meta } = model;
    for (const link of meta.concreteModel._meta.parents.values())
      if (link !== null && link !== from) return false;
    return (
      deletable(meta.allRelatedObjects).every((relation) => relation.onDelete?.name === 'DO_NOTHING') &&
      !meta.privateFields.some((field) => 'bulkRelatedObjects' in field)
    );
  }

  /** Rows of a query that nothing depends on. */
  addFast(queryset: ObjectQuerySet, model: ModelClass): void {
    this.#fast.push({ queryset, model });
  }

  #add(objects: readonly AnyModel[], options: CollectOptions): AnyModel[] {
    if (objects.length === 0) return [];
    const model = objects[0]!.constructor as unknown as ModelClass;
    let known = this.#objects.get(model);
    if (known === undefined) {
      known = new Map();
      this.#objects.set(model, known);
    }
    const fresh: AnyModel[] = [];
    for (const object of objects) {
      const key = keyText(object.pk);
      if (known.has(key)) continue;
      known.set(key, object);
      fresh.push(object);
    }
    if (options.source !== undefined && !options.nullable) this.#depend(options.source, model);
    return fresh;
  }

  #depend(first: ModelClass, then: ModelClass): void {
    const [a, b] = [first._meta.concreteModel, then._meta.concreteModel];
    const set = this.#dependents.get(a) ?? new Set();
    this.#dependents.set(a, set.add(b));
  }

  /** Add objects and all that their deletion does to others. @throws ProtectedError, RestrictedError */
  async collect(objects: readonly AnyModel[], options: CollectOptions = {}): Promise<void> {
    const fresh = this.#add(objects, options);
    if (fresh.length === 0) return;
    const model = fresh[0]!.constructor as unknown as ModelClass;
    const { _meta: meta } = model;
    if (!options.keepParents) await this.#collectParents(fresh, meta.concreteModel);
    const protectedBy: AnyModel[] = [];
    let protector: Field | undefined;
    for (const relation of deletable(meta.allRelatedObjects)) {
      if (options.keepParents && isOfParent(relation, model)) continue;
      const found = await this.#collectRelation(relation, fresh, model);
      if (found.length > 0) {
        protector ??= relation.field;
        protectedBy.push(...found);
      }
    }
    if (protector !== undefined) {
      const names = `'${protector.model._meta.objectName}.${protector.name}'`;
      throw new ProtectedError(
        `Cannot delete some instances of model '${meta.objectName}' because they are referenced through protected foreign keys: ${names}.`,
        protectedBy,
      );
    }
    for (const field of meta.privateFields) {
      if (!('bulkRelatedObjects' in field)) continue;
      const generic = field as Field & {
        bulkRelatedObjects(objects: readonly AnyModel[], using: string): ObjectQuerySet;
      };
      await this.collect(await generic.bulkRelatedObjects(fresh, this.#using).objects(), {
        source: model,
        nullable: true,
      });
    }
    if (options.source === undefined) this.#checkRestricted();
  }

  /** The rows that the objects have in their parents' tables; what points at those was found with the objects. */
  async #collectParents(objects: readonly AnyModel[], concrete: ModelClass): Promise<void> {
    for (const [parent, link] of concrete._meta.parents) {
      if (link === null) continue;
      const keys = objects.map((object) => readAttribute(object, link)).filter((key) => key != null);
      if (keys.length === 0) continue;
      const found = await this.#find(parent, parent._meta.pk, keys);
      const fresh = this.#add(found, {});
      this.#depend(parent, concrete);
      if (fresh.length > 0) await this.#collectParents(fresh, parent._meta.concreteModel);
    }
  }

  async #find(model: ModelClass, field: Field, keys: readonly unknown[]): Promise<AnyModel[]> {
    const found: AnyModel[] = [];
    for (const part of this.#batches(model, field, keys)) found.push(...(await part.objects()));
    return found;
  }

  /** Rows of many keys, by as many statements as that takes. */
  #batches(model: ModelClass, field: Field, keys: readonly unknown[]): ObjectQuerySet[] {
    const parts: ObjectQuerySet[] = [];
    for (let i = 0; i < keys.length; i += BATCH) {
      parts.push(baseQuerySet(model, this.#using).matching(field, keys.slice(i, i + BATCH)));
    }
    return parts;
  }

  /** @returns objects that forbid the deletion */
  async #collectRelation(
    relation: Relation,
    objects: readonly AnyModel[],
    model: ModelClass,
  ): Promise<readonly AnyModel[]> {
    const { relatedModel, onDelete } = relation;
    const field = relation.field as ForeignKey;
    if (onDelete === undefined || onDelete.name === 'DO_NOTHING') return [];
    const keys = objects.map((object) => readAttribute(object, field.targetField));
    if (onDelete.name === 'CASCADE' && this.canFastDelete(relatedModel, field)) {
      for (const part of this.#batches(relatedModel, field, keys)) this.addFast(part, relatedModel);
      return [];
    }
    const found = await this.#find(relatedModel, field, keys);
    if (found.length === 0) return [];
    switch (onDelete.name) {
      case 'PROTECT':
        return found;
      case 'CASCADE':
        await this.collect(found, { source: model, nullable: field.null });
        if (field.null && !connections.get(this.#using).features.canDeferConstraintChecks) {
          this.#updates.push({ field, value: null, objects: found });
        }
        return [];
      case 'RESTRICT':
        this.#restrict(relatedModel, field, found);
        return [];
      case 'SET_NULL':
        this.#updates.push({ field, value: null, objects: found });
        return [];
      case 'SET_DEFAULT':
        this.#updates.push({ field, value: field.getDefault(), objects: found });
        return [];
      default: {
        const value = await onDelete.resolveValue();
        this.#updates.push({ field, value: isInstance(value) ? value.pk : value, objects: found });
        return [];
      }
    }
  }

  #restrict(model: ModelClass, field: Field, objects: readonly AnyModel[]): void {
    const byField = this.#restricted.get(model) ?? new Map<Field, Set<AnyModel>>();
    this.#restricted.set(model, byField);
    const set = byField.get(field) ?? new Set();
    byField.set(field, set);
    for (const object of objects) set.add(object);
  }

  /** Objects that are deleted anyway, by another way, restrict nothing. */
  #checkRestricted(): void {
    for (const [model, byField] of this.#restricted) {
      const gone = this.#objects.get(model);
      for (const [field, objects] of byField) {
        const left = [...objects].filter((object) => !gone?.has(keyText(object.pk)));
        if (left.length === 0) continue;
        throw new RestrictedError(
          `Cannot delete some instances of model '${field.relatedModel!._meta.objectName}' because they are referenced through restricted foreign keys: '${model._meta.objectName}.${field.name}'.`,
          left,
        );
      }
    }
  }

  /** Delete what was collected, in one transaction. */
  delete(): Promise<DeletionCount> {
    return atomic(() => this.#deleteAll(), { using: this.#using, savepoint: false });
  }

  async #deleteAll(): Promise<DeletionCount> {
    const counts = new Map<string, number>();
    const count = (model: ModelClass, rows: number): void => {
      const { label } = model._meta;
      counts.set(label, (counts.get(label) ?? 0) + rows);
    };
    const order = this.#sorted();
    for (const model of order) {
      if (!preDelete.hasListeners(model) || model._meta.autoCreated) continue;
      for (const instance of this.#objects.get(model)!.values()) {
        await preDelete.send(model, { instance, using: this.#using, origin: this.#origin });
      }
    }
    for (const { queryset, model } of this.#fast) count(model, await queryset.deleteRows());
    for (const { field, value, objects } of this.#updates) {
      const keys = objects.map((object) => object.pk);
      for (const part of this.#batches(field.model, field.model._meta.pk, keys))
        await part.updateRows(field, value);
    }
    for (const model of order) {
      const instances = [...this.#objects.get(model)!.values()].reverse();
      const { concreteModel } = model._meta;
      const keys = instances.map((instance) => instance.pk);
      for (const part of this.#batches(concreteModel, concreteModel._meta.pk, keys))
        count(model, await part.deleteRows());
      if (!postDelete.hasListeners(model) || model._meta.autoCreated) continue;
      for (const instance of instances) {
        await postDelete.send(model, { instance, using: this.#using, origin: this.#origin });
      }
    }
    this.#tellInstances();
    const byModel = Object.fromEntries([...counts].filter(([, rows]) => rows > 0));
    return [[...counts.values()].reduce((sum, rows) => sum + rows, 0), byModel];
  }

  /** Instances lose their key, and those that were updated take their new values. */
  #tellInstances(): void {
    for (const { field, value, objects } of this.#updates) {
      for (const object of objects) Object.assign(object, { [field.attname]: value });
    }
    for (const [model, instances] of this.#objects) {
      for (const instance of instances.values()) Object.assign(instance, { [model._meta.pk.attname]: null });
    }
  }

  /** Models in the order in which their rows can go; as they were found when they depend on each other. */
  #sorted(): ModelClass[] {
    const models = [...this.#objects.keys()];
    const sorted: ModelClass[] = [];
    const placed = new Set<ModelClass>();
    while (sorted.length < models.length) {
      const next = models.filter((model) => {
        if (sorted.includes(model)) return false;
        const before = this.#dependents.get(model._meta.concreteModel);
        return before === undefined || [...before].every((one) => placed.has(one) || !this.#isCollected(one));
      });
      if (next.length === 0) return [...models].reverse();
      for (const model of next) {
        sorted.push(model);
        placed.add(model._meta.concreteModel);
      }
    }
    return sorted;
  }

  #isCollected(model: ModelClass): boolean {
    return [...this.#objects.keys()].some((one) => one._meta.concreteModel === model);
  }
}

function deletable(relations: readonly Relation[]): readonly Relation[] {
  return relations.filter((relation) => relation.oneToMany || relation.oneToOne);
}

function isOfParent(relation: Relation, model: ModelClass): boolean {
  return model._meta.getParentList().includes(relation.model());
}
