import { atomic } from '../transaction.ts';
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
    return fresh;
  }

  /** Rows of `then` have to go before those of `first`. */
  depend(first: ModelClass, then: ModelClass): void {
    const [a, b] = [first._meta.concreteModel, then._meta.concreteModel];
    const set = this.#dependents.get(a) ?? new Set();
    this.#dependents.set(a, set.add(b));
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
    const order = this.#sorted();
    for (const model of order) {
      if (!preDelete.hasListeners(model) || model._meta.autoCreated) continue;
      for (const instance of this.#objects.get(model)!.values()) {
        await preDelete.send(model, { instance, using, origin });
      }
    }
    for (const { queryset, model } of this.fast) count(model, await queryset.deleteRows());
    for (const { field, value, rows } of this.updates)
      for (const part of rows) await part.updateRows(field, value);
    for (const model of order) {
      const instances = [...this.#objects.get(model)!.values()].reverse();
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
