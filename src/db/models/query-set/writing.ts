import { FieldError } from '../../../core/errors/field-error.ts';
import { markAltersData } from '../../../utils/alters-data.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { choicesHint } from '../../../utils/choices-hint.ts';
import { connections } from '../../connections.ts';
import { IntegrityError } from '../../errors.ts';
import { checkNotCombined } from '../../sql/annotations.ts';
import { isExpression } from '../../sql/expression.ts';
import { LOOKUP_SEP } from '../../sql/names.ts';
import { atomic, markForRollback } from '../../transaction.ts';
import type { ObjectQuerySet } from '../base-query-set.ts';
import { Collector } from '../deletion.ts';
import { Case, When } from '../expressions/case.ts';
import { Value } from '../expressions/value.ts';
import type { Field } from '../fields/field.ts';
import { Cast } from '../functions/comparison.ts';
import { type AnyModel, Model, type ModelClass } from '../model.ts';
import type { DeletionCount } from '../persistence.ts';
import { saveNow } from '../save.ts';
import { type BulkOptions, bulkInsert } from './bulk.ts';
import { deleteShape } from './delete-rows.ts';
import { promised } from './promised.ts';
import { ReadingQuerySet } from './reading.ts';
import { type FieldValues, fieldValues, updateAgain, updateShape } from './update-rows.ts';

type Values = Readonly<Record<string, unknown>>;

/** The methods that write. */
export abstract class WritingQuerySet extends ReadingQuerySet implements ObjectQuerySet {
  static {
    markAltersData(
      this.prototype,
      'create',
      'getOrCreate',
      'updateOrCreate',
      'bulkCreate',
      'bulkUpdate',
      'update',
      'delete',
      'deleteRows',
      'updateRows',
    );
  }

  create(values: Values = {}): Promise<unknown> {
    return promised(() => {
      const instance = new this.model(values);
      const using = this.dbForWrite;
      const options = { forceInsert: true, using };
      const ownSave = instance.save !== Model.prototype.save || instance._meta.fieldsBeforeSave.length > 0;
      const saved = ownSave ? instance.save(options) : saveNow(instance, options);
      return whenReady(saved, () => instance);
    });
  }

  async getOrCreate(conditions: Values, options: { defaults?: Values } = {}): Promise<[unknown, boolean]> {
    const using = this.dbForWrite;
    const found = await this.using(using).#find(conditions);
    if (found !== undefined) return [found, false];
    const values = await this.#createValues(conditions, options.defaults ?? {});
    try {
      return [await atomic(() => this.create(values), { using }), true];
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      const other = await this.using(using).#find(conditions);
      if (other !== undefined) return [other, false];
      throw error;
    }
  }

  async updateOrCreate(
    conditions: Values,
    options: { defaults?: Values; createDefaults?: Values } = {},
  ): Promise<[unknown, boolean]> {
    const using = this.dbForWrite;
    const defaults = options.defaults ?? {};
    return atomic(
      async () => {
        const locked = this.using(using).selectForUpdate() as this;
        const [object, created] = await locked.getOrCreate(conditions, {
          defaults: options.createDefaults ?? defaults,
        });
        if (created) return [object, true] as [unknown, boolean];
        const instance = object as AnyModel;
        const values = await resolved(defaults);
        Object.assign(instance, values);
        await instance.save({ using, ...this.#onlyThese(values) });
        return [instance, false] as [unknown, boolean];
      },
      { using },
    );
  }

  /** Only what was given is written, with what sets itself on every save. */
  #onlyThese(values: Values): { updateFields?: readonly string[] } {
    const { _meta: meta } = this.model;
    const names = Object.keys(values);
    const fields = names.map((name) => meta.fieldsMap.get(name));
    if (
      !fields.every(
        (field) => field !== undefined && 'attname' in field && field.concrete && !field.primaryKey,
      )
    )
      return {};
    const automatic = meta.localConcreteFields.filter(
      (field) => !field.primaryKey && !names.includes(field.name) && hasOwnPreSave(field),
    );
    return { updateFields: [...names, ...automatic.map((field) => field.name)] };
  }

  async #find(conditions: Values): Promise<unknown> {
    try {
      return await this.get(conditions);
    } catch (error) {
      if (error instanceof this.model.DoesNotExist) return undefined;
      throw error;
    }
  }

  async #createValues(conditions: Values, defaults: Values): Promise<Values> {
    const given = Object.entries(conditions).filter(([name]) => !name.includes(LOOKUP_SEP));
    const values = { ...Object.fromEntries(given), ...(await resolved(defaults)) };
    const { _meta: meta } = this.model;
    for (const name of Object.keys(values)) {
      if (name === 'pk' || meta.fieldsMap.has(name)) continue;
      const descriptor = findProperty(this.model.prototype, name);
      if (descriptor?.set !== undefined) continue;
      throw new FieldError(
        `Invalid field name(s) for model ${meta.objectName}: '${name}'.`,
        choicesHint(
          name,
          meta.concreteFields.map((field) => field.name),
        ),
      );
    }
    return values;
  }

  bulkCreate(instances: Iterable<unknown>, options: BulkOptions = {}): Promise<unknown[]> {
    return promised(async () => {
      const list = [...instances] as AnyModel[];
      if (list.length > 0) await bulkInsert(this.model, list, options, connections.get(this.dbForWrite));
      return list;
    });
  }

  async bulkUpdate(
    instances: Iterable<unknown>,
    names: readonly string[],
    options: { batchSize?: number } = {},
  ): Promise<number> {
    if (options.batchSize !== undefined && options.batchSize <= 0)
      throw new FieldError('Batch size must be a positive integer.');
    if (names.length === 0) throw new FieldError('Field names must be given to bulkUpdate().');
    const list = [...instances] as AnyModel[];
    const { _meta: meta } = this.model;
    if (list.some((instance) => instance.pk === null || instance.pk === undefined)) {
      throw new FieldError('All bulkUpdate() objects must have a primary key set.');
    }
    const fields = names.map((name) => meta.getField(name)) as Field[];
    for (const field of fields) {
      if (!('attname' in field) || !field.concrete || field.manyToMany)
        throw new FieldError('bulkUpdate() can only be used with concrete fields.');
      if (field.primaryKey) throw new FieldError('bulkUpdate() cannot be used with primary key fields.');
    }
    if (list.length === 0) return 0;
    const using = this.dbForWrite;
    const size = Math.min(options.batchSize ?? 500, Math.floor(10_000 / (fields.length * 2 + 1)));
    let updated = 0;
    await atomic(
      async () => {
        for (let i = 0; i < list.length; i += size) {
          updated += await this.using(using).#updateBatch(list.slice(i, i + size), fields);
        }
      },
      { using, savepoint: false },
    );
    return updated;
  }

  #updateBatch(batch: readonly AnyModel[], fields: readonly Field[]): Promise<number> {
    const values: Record<string, unknown> = {};
    for (const field of fields) {
      const branches = batch.map((instance) => {
        const value = (instance as unknown as Record<string, unknown>)[field.attname];
        return new When(
          { pk: instance.pk },
          { then: isExpression(value) ? value : new Value(value, { outputField: field }) },
        );
      });
      const choice = new Case(...branches, { outputField: field });
      const { requiresCastedCaseInUpdates } = this.connection.features;
      values[field.attname] = requiresCastedCaseInUpdates ? new Cast(choice, { outputField: field }) : choice;
    }
    return this.filter({ pk__in: batch.map((instance) => instance.pk) }).update(values);
  }

  update(values: Values): Promise<number> {
    return promised(() => {
      checkNotCombined(this.query, 'update');
      if (this.query.isSliced) throw new FieldError('Cannot update a query once a slice has been taken.');
      if (this.query.distinctFields.length > 0)
        throw new FieldError('Cannot call update() after .distinct(*fields).');
      const connection = connections.get(this.dbForWrite);
      const again = updateAgain(this.state.shape, this.state.values, values, connection);
      if (again !== undefined) return again;
      const all = fieldValues(this.model, values);
      if (all.length === 0) return 0;
      const own = this.model._meta.concreteModel;
      const mine = all.filter(([field]) => field.model._meta.concreteModel === own);
      if (mine.length === all.length)
        return updateShape(this.state.shape, this.state.values, mine, connection, Object.keys(values));
      return this.#updateTables(all, mine);
    });
  }

  /** In multi-table inheritance, the parents' tables have their share of the fields. */
  #updateTables(all: FieldValues, mine: FieldValues): Promise<number> {
    const using = this.dbForWrite;
    return atomic(
      async () => {
        const parents = new Map<ModelClass, (readonly [Field, unknown])[]>();
        for (const pair of all) {
          const owner = pair[0].model._meta.concreteModel;
          if (owner === this.model._meta.concreteModel) continue;
          parents.set(owner, [...(parents.get(owner) ?? []), pair]);
        }
        const owners = [this.model, ...parents.keys()];
        const names = owners.map((owner) => owner._meta.pk.attname);
        const rows = (await this.using(using)
          .orderBy()
          .valuesList(...names)) as unknown[][];
        const counts: number[] = [];
        for (const [index, owner] of owners.entries()) {
          const fields = index === 0 ? mine : parents.get(owner)!;
          if (fields.length > 0)
            counts.push(
              await this.#updateKeys(
                owner,
                rows.map((row) => row[index]),
                fields,
              ),
            );
        }
        return counts[0] ?? 0;
      },
      { using, savepoint: false },
    );
  }

  #updateKeys(model: ModelClass, keys: readonly unknown[], fields: FieldValues): Awaitable<number> {
    const Type = this.constructor as new (model: ModelClass) => this;
    const using = this.dbForWrite;
    const rows = new Type(model).using(using).filter({ pk__in: keys });
    return updateShape(rows.state.shape, rows.state.values, fields, connections.get(using));
  }

  /** Delete the rows with all that depends on them. */
  delete(): Promise<DeletionCount> {
    return promised(async () => {
      checkNotCombined(this.query, 'delete');
      if (this.query.isSliced) throw new FieldError("Cannot use 'limit' or 'offset' with delete().");
      if (this.query.distinctFields.length > 0)
        throw new FieldError('Cannot call delete() after .distinct(*fields).');
      if (this.kind !== 'model')
        throw new FieldError('Cannot call delete() after .values() or .valuesList()');
      const using = this.dbForWrite;
      const target = this.derive('forDelete', (query) => {
        query.lock = undefined;
        query.selectRelated = false;
        query.clearOrdering(true);
      }).using(using);
      const collector = new Collector(using, this);
      if (collector.canFastDelete(this.model)) collector.addFast(target, this.model);
      else await collector.collect(await target.objects());
      const counts = await collector.delete();
      this.result = undefined;
      return counts;
    });
  }

  // --- what deletion needs

  matching(field: Field, keys: readonly unknown[]): this {
    return this.filter({ [`${field.name}__in`]: keys });
  }

  async objects(): Promise<readonly AnyModel[]> {
    return (await this.fetch()) as readonly AnyModel[];
  }

  deleteRows(): Promise<number> {
    const using = this.dbForWrite;
    return promised(() =>
      guard(using, () => deleteShape(this.state.shape, this.state.values, connections.get(using))),
    );
  }

  updateRows(field: Field, value: unknown): Promise<number> {
    const connection = connections.get(this.dbForWrite);
    return promised(() => updateShape(this.state.shape, this.state.values, [[field, value]], connection));
  }
}

function guard<T>(using: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    markForRollback(using);
    throw error;
  }
}

function findProperty(prototype: object, name: string): PropertyDescriptor | undefined {
  for (
    let type: object | null = prototype;
    type !== null;
    type = Object.getPrototypeOf(type) as object | null
  ) {
    const found = Object.getOwnPropertyDescriptor(type, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function hasOwnPreSave(field: Field): boolean {
  return 'autoNow' in field || 'uploadTo' in field;
}

/** Functions among the values are called for theirs. */
async function resolved(values: Values): Promise<Values> {
  const entries = Object.entries(values).map(async ([name, value]) => {
    const called: unknown =
      typeof value === 'function' && !('prototype' in value && value.prototype)
        ? await (value as () => unknown)()
        : value;
    return [name, called] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
