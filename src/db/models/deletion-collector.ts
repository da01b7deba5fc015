import { connections } from '../connections.ts';
import { ProtectedError } from '../errors.ts';
import type { ObjectQuerySet } from './base-query-set.ts';
import { DeletionPlan, rowsPointingAt, rowsWithKeys } from './deletion-plan.ts';
import { Restrictions } from './deletion-restrictions.ts';
import type { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { isInstance } from './is-instance.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { OnDelete } from './on-delete.ts';
import type { DeletionCount } from './persistence.ts';
import { readAttribute } from './related-queries.ts';
import { postDelete, preDelete } from './signals.ts';

interface CollectOptions {
  /** Model whose deletion led here; its rows have to be deleted after these. */
  readonly source?: ModelClass;
  readonly nullable?: boolean;
  readonly keepParents?: boolean;
}

/** Finds what goes with the objects that are deleted. */
export class Collector {
  readonly #using: string;
  readonly #plan = new DeletionPlan();
  readonly #restrictions = new Restrictions();

  constructor(using: string) {
    this.#using = using;
  }

  /** Rows of a query that nothing depends on. */
  addFast(queryset: ObjectQuerySet, model: ModelClass): void {
    this.#plan.fast.push({ queryset, model });
  }

  /** Add objects and all that their deletion does to others. @throws ProtectedError, RestrictedError */
  async collect(objects: readonly AnyModel[], options: CollectOptions = {}): Promise<void> {
    if (objects.length === 0) return;
    const model = objects[0]!.constructor as unknown as ModelClass;
    const fresh = this.#plan.add(objects);
    if (options.source !== undefined && !options.nullable) this.#plan.depend(options.source, model);
    if (fresh.length === 0) return;
    const { _meta: meta } = model;
    if (!options.keepParents) await this.#collectParents(fresh, meta.concreteModel);
    const protectedBy: AnyModel[] = [];
    const protectors: Field[] = [];
    const fast = new Map<ModelClass, ForeignKey[]>();
    for (const relation of deletable(meta.allRelatedObjects)) {
      if (options.keepParents && isOfParent(relation, model)) continue;
      const { relatedModel, onDelete } = relation;
      if (onDelete?.name === 'CASCADE' && canFastDelete(relatedModel, relation.field)) {
        fast.set(relatedModel, [...(fast.get(relatedModel) ?? []), relation.field as ForeignKey]);
        continue;
      }
      const found = await this.#collectRelation(relation, fresh, model);
      if (found.length > 0) {
        protectors.push(relation.field);
        protectedBy.push(...found);
      }
    }
    for (const [related, fields] of fast)
      for (const rows of rowsPointingAt(related, fields, fresh, this.#using)) this.addFast(rows, related);
    if (protectors.length > 0) {
      const names = protectors.map((field) => `'${field.model._meta.objectName}.${field.name}'`).join(', ');
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
      const rows = generic.bulkRelatedObjects(fresh, this.#using);
      const related = generic.remoteField!.model();
      if (canFastDelete(related)) this.addFast(rows, related);
      else await this.collect(await rows.objects(), { source: model, nullable: true });
    }
    if (options.source === undefined) await this.#restrictions.check(this.#plan, meta.objectName);
  }

  /** The rows that the objects have in their parents' tables; what points at those was found with the objects. */
  async #collectParents(objects: readonly AnyModel[], concrete: ModelClass): Promise<void> {
    for (const [parent, link] of concrete._meta.parents) {
      if (link === null) continue;
      const rows = await this.#parentRows(objects, parent, link);
      if (rows.length === 0) continue;
      const fresh = this.#plan.add(rows);
      this.#plan.depend(parent, concrete);
      if (fresh.length > 0) await this.#collectParents(fresh, parent._meta.concreteModel);
    }
  }

  /** Made of the children, which have all fields of their parents; loaded where some are deferred. */
  #parentRows(
    objects: readonly AnyModel[],
    parent: ModelClass,
    link: Field,
  ): AnyModel[] | Promise<AnyModel[]> {
    const tied = objects.filter((object) => readAttribute(object, link) != null);
    const keys = tied.map((object) => readAttribute(object, link));
    if (tied.some((object) => object.getDeferredFields().size > 0))
      return this.#find(parent, parent._meta.pk, keys);
    return tied.map((object, index) => {
      const { concreteFields, pk } = parent._meta;
      const values = concreteFields.map((field) => [field.attname, readAttribute(object, field)] as const);
      const row = new parent({ ...Object.fromEntries(values), [pk.attname]: keys[index] });
      Object.assign(row._state, { adding: false, db: this.#using });
      return row;
    });
  }

  async #find(model: ModelClass, field: Field, keys: readonly unknown[]): Promise<AnyModel[]> {
    const found: AnyModel[] = [];
    for (const part of rowsWithKeys(model, field, keys, this.#using)) found.push(...(await part.objects()));
    return found;
  }

  /** @returns objects that forbid the deletion */
  async #collectRelation(
    relation: Relation,
    objects: readonly AnyModel[],
    model: ModelClass,
  ): Promise<readonly AnyModel[]> {
    const { relatedModel, onDelete } = relation;
    const field = relation.field as ForeignKey;
    if (onDelete === undefined || onDelete.leavesRows) return [];
    const keys = objects.map((object) => readAttribute(object, field.targetField));
    if (onDelete.name.startsWith('SET')) {
      // A default, or what a function gives, is asked for where rows need it.
      const isAsked = onDelete.name === 'SET_DEFAULT' || typeof onDelete.value === 'function';
      if (isAsked && (await this.#find(relatedModel, field, keys)).length === 0) return [];
      const rows = rowsWithKeys(relatedModel, field, keys, this.#using);
      this.#plan.updates.push({ field, value: await newValue(field, onDelete), rows });
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
          const rows = rowsWithKeys(relatedModel, field, keys, this.#using);
          this.#plan.updates.push({ field, value: null, rows, objects: found });
        }
        return [];
      default:
        this.#restrictions.add(relatedModel, field, found);
        this.#plan.depend(relation.model(), relatedModel);
        return [];
    }
  }

  /** @param origin what delete() was called on, for the listeners of signals */
  delete(origin: unknown): Promise<DeletionCount> {
    const { single } = this.#plan;
    if (single !== undefined && canFastDelete(single.constructor as unknown as ModelClass))
      return this.#plan.runSingle(single, this.#using);
    return this.#plan.run(this.#using, origin);
  }
}

/** What SET_NULL, SET_DEFAULT and SET() write into the rows that stay. */
async function newValue(field: Field, onDelete: OnDelete): Promise<unknown> {
  if (onDelete.name === 'SET_NULL') return null;
  if (onDelete.name === 'SET_DEFAULT') return field.getDefault();
  const value = await onDelete.resolveValue();
  return isInstance(value) ? value.pk : value;
}

/** Whether rows may be deleted by one statement without being looked at: nobody listens, nothing points at them. */
export function canFastDelete(model: ModelClass, from?: Field): boolean {
  if (from !== undefined && from.remoteField?.onDelete?.name !== 'CASCADE') return false;
  if (preDelete.hasListeners(model) || postDelete.hasListeners(model)) return false;
  const { _meta: meta } = model;
  for (const link of meta.concreteModel._meta.parents.values())
    if (link !== null && link !== from) return false;
  return (
    deletable(meta.allRelatedObjects).every((relation) => relation.onDelete?.leavesRows) &&
    !meta.privateFields.some((field) => 'bulkRelatedObjects' in field)
  );
}

function deletable(relations: readonly Relation[]): readonly Relation[] {
  return relations.filter((relation) => relation.oneToMany || relation.oneToOne);
}

function isOfParent(relation: Relation, model: ModelClass): boolean {
  return model._meta.getParentList().includes(relation.model());
}
