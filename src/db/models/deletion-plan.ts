import { atomic, markForRollback } from '../transaction.ts';
import { baseQuerySet, type ObjectQuerySet } from './base-query-set.ts';
import type { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import { keyText } from './key-text.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { DeletionCount } from './persistence.ts';
import { readAttribute } from './related-queries.ts';
import { postDelete, preDelete } from './signals.ts';

/** Keys of one statement. */
const BATCH = 1000;

interface FieldUpdate {
  readonly field: Field;
  readonly value: unknown;
  readonly rows: readonly ObjectQuerySet[];
  /** Instances that are deleted afterwards and that listeners get to see. */
  readonly objects?: readonly AnyModel[];
}

/** What is deleted and updated, and in which order. */
export class DeletionPlan {
  readonly #objects = new Map<ModelClass, Map<unknown, AnyModel>>();
  /** Models whose rows have to go before those of the key. */
  readonly #dependents = new Map<ModelClass, Set<ModelClass>>();
  readonly updates: FieldUpdate[] = [];
  /** Rows of queries that nothing depends on. */
  readonly fast: { queryset: ObjectQuerySet; model: ModelClass }[] = [];

  /** @returns those that were not in it yet */
  add(objects: readonly AnyModel[]): AnyModel[] {
    if (objects.length === 0) return [];
    const model = objects[0]!.constructor as unknown as ModelClass;
    const known = this.#objectsOf(model);
    const fresh: AnyModel[] = [];
    for (const object of objects) {
      const key = keyText(object.pk);
      if (known.has(key)) continue;
      known.set(key, object);
      fresh.push(object);
    }
    return fresh;
  }

  /** Rows of `then` have to go before those of `first`. */
  depend(first: ModelClass, then: ModelClass): void {
    const [a, b] = [first._meta.concreteModel, then._meta.concreteModel];
    const set = this.#dependents.get(a) ?? new Set();
    this.#dependents.set(a, set.add(b));
    this.#objectsOf(then);
  }

  #objectsOf(model: ModelClass): Map<unknown, AnyModel> {
    let known = this.#objects.get(model);
    if (known === undefined) {
      known = new Map();
      this.#objects.set(model, known);
    }
    return known;
  }

  /** The only object, where there is nothing else to delete or to update. */
  get single(): AnyModel | undefined {
    if (this.#objects.size !== 1 || this.fast.length > 0 || this.updates.length > 0) return undefined;
    const [objects] = this.#objects.values();
    return objects!.size === 1 ? objects!.values().next().value : undefined;
  }

  /** Delete the only object by one statement, which needs no transaction. */
  async runSingle(instance: AnyModel, using: string): Promise<DeletionCount> {
    const { label, concreteModel } = instance._meta;
    const [rows] = rowsWithKeys(concreteModel, concreteModel._meta.pk, [instance.pk], using);
    let count: number;
    try {
      count = await rows!.deleteRows();
    } catch (error) {
      markForRollback(using);
      throw error;
    }
    this.#tellInstances();
    return [count, { [label]: count }];
  }

  /** Those of a model's objects that are not deleted: neither found one by one nor among the rows of a query. */
  async staying(model: ModelClass, objects: readonly AnyModel[]): Promise<AnyModel[]> {
    const collected = this.#objects.get(model);
    let left = objects.filter((object) => !collected?.has(keyText(object.pk)));
    for (const { queryset, model: fastModel } of this.fast) {
      if (left.length === 0) break;
      if (fastModel !== model) continue;
      const keys = left.map((object) => object.pk);
      const going = await queryset.matching(model._meta.pk, keys).objects();
      const gone = new Set(going.map((object) => keyText(object.pk)));
      left = left.filter((object) => !gone.has(keyText(object.pk)));
    }
    return left;
  }

  /** Delete it all, in one transaction. */
  run(using: string, origin: unknown): Promise<DeletionCount> {
    return atomic(() => this.#deleteAll(using, origin), { using, savepoint: false });
  }

  async #deleteAll(using: string, origin: unknown): Promise<DeletionCount> {
    const counts = new Map<string, number>();
    const count = (model: ModelClass, rows: number): void => {
      const { label } = model._meta;
      counts.set(label, (counts.get(label) ?? 0) + rows);
    };
    const order = this.#sorted().map((model) => [model, byKey(this.#objects.get(model)!)] as const);
    for (const [model, instances] of order) {
      if (!preDelete.hasListeners(model) || model._meta.autoCreated) continue;
      for (const instance of instances) {
        await preDelete.send(model, { instance, using, origin });
      }
    }
    for (const { queryset, model } of this.fast) count(model, await queryset.deleteRows());
    for (const { field, value, rows } of this.updates)
      for (const part of rows) await part.updateRows(field, value);
    for (const [model, instances] of order) {
      instances.reverse();
      const { concreteModel } = model._meta;
      const keys = instances.map((instance) => instance.pk);
      for (const part of rowsWithKeys(concreteModel, concreteModel._meta.pk, keys, using))
        count(model, await part.deleteRows());
      if (!postDelete.hasListeners(model) || model._meta.autoCreated) continue;
      for (const instance of instances) {
        await postDelete.send(model, { instance, using, origin });
      }
    }
    this.#tellInstances();
    const byModel = Object.fromEntries([...counts].filter(([, rows]) => rows > 0));
    return [[...counts.values()].reduce((sum, rows) => sum + rows, 0), byModel];
  }

  /** Instances lose their key, and those that were updated take their new values. */
  #tellInstances(): void {
    for (const { field, value, objects = [] } of this.updates) {
      for (const object of objects) Object.assign(object, { [field.attname]: value });
    }
    for (const [model, instances] of this.#objects) {
      for (const instance of instances.values()) Object.assign(instance, { [model._meta.pk.attname]: null });
    }
  }

  /** Models in the order in which their rows can go; as they were found when they depend on each other. */
  #sorted(): ModelClass[] {
    const models = [...this.#objects.keys()];
    const sorted = new Set<ModelClass>();
    const placed = new Set<ModelClass>();
    while (sorted.size < models.length) {
      const before = sorted.size;
      for (const model of models) {
        const { concreteModel } = model._meta;
        if (sorted.has(model) || !isIn(this.#dependents.get(concreteModel), placed)) continue;
        sorted.add(model);
        placed.add(concreteModel);
      }
      if (sorted.size === before) return models.reverse();
    }
    return [...sorted];
  }
}

function isIn(models: ReadonlySet<ModelClass> | undefined, others: ReadonlySet<ModelClass>): boolean {
  for (const model of models ?? []) if (!others.has(model)) return false;
  return true;
}

/** Objects in the order of their keys, which is the order in which listeners hear of them. */
function byKey(objects: ReadonlyMap<unknown, AnyModel>): AnyModel[] {
  return [...objects.values()].sort((a, b) => compareKeys(a.pk, b.pk));
}

function compareKeys(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    const place = a.findIndex((part, i) => compareKeys(part, b[i]) !== 0);
    return place < 0 ? 0 : compareKeys(a[place], b[place]);
  }
  const [one, other] = [a, b] as [number, number];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Rows of many keys, by as many statements as that takes. */
export function rowsWithKeys(
  model: ModelClass,
  field: Field,
  keys: readonly unknown[],
  using: string,
): ObjectQuerySet[] {
  return inBatches(keys.length, BATCH, (from, to) =>
    baseQuerySet(model, using).matching(field, keys.slice(from, to)),
  );
}

/** Rows that point at any of the objects by any of the fields. */
export function rowsPointingAt(
  model: ModelClass,
  fields: readonly ForeignKey[],
  objects: readonly AnyModel[],
  using: string,
): ObjectQuerySet[] {
  return inBatches(objects.length, Math.ceil(BATCH / fields.length), (from, to) => {
    const batch = objects.slice(from, to);
    const keys = fields.map(
      (field) => [field, batch.map((object) => readAttribute(object, field.targetField))] as const,
    );
    return baseQuerySet(model, using).matchingAny(new Map(keys));
  });
}

function inBatches<T>(length: number, size: number, make: (from: number, to: number) => T): T[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, n) => make(n * size, (n + 1) * size));
}
