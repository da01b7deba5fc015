import { FieldError } from '../../../core/errors/field-error.ts';
import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { connections } from '../../connections.ts';
import { isExpression } from '../../sql/expression.ts';
import { checkNames } from '../../sql/names.ts';
import { atomic } from '../../transaction.ts';
import { Case, When } from '../expressions/case.ts';
import { Value } from '../expressions/value.ts';
import type { Field } from '../fields/field.ts';
import { Cast } from '../functions/comparison.ts';
import { isInstance } from '../is-instance.ts';
import { isKeySet } from '../key-is-set.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { newInstance } from '../set-fields.ts';
import { type BulkOptions, bulkInsert, checkBatchSize } from './bulk.ts';
import { promised } from './promised.ts';
import { UpdatingQuerySet } from './updating.ts';

/** The methods that write many instances. */
export abstract class BulkWritingQuerySet extends UpdatingQuerySet {
  bulkCreate(instances: Iterable<unknown>, options: BulkOptions = {}): Promise<unknown[]> {
    return promised(async () => {
      const list = newInstances(this.model, instances);
      if (list.length > 0) await bulkInsert(this.model, list, options, connections.get(this.dbForWrite));
      return list;
    });
  }

  async bulkUpdate(
    instances: Iterable<unknown>,
    names: readonly string[],
    options: { batchSize?: number } = {},
  ): Promise<number> {
    checkBatchSize(options.batchSize);
    if (!Array.isArray(names) || names.length === 0)
      throw new FieldError('Field names must be given to bulkUpdate().');
    const list = instancesOf('bulkUpdate', instances);
    const { _meta: meta } = this.model;
    if (!list.every((instance) => isKeySet(instance.pk))) {
      throw new FieldError('All bulkUpdate() objects must have a primary key set.');
    }
    checkNames('bulkUpdate', names);
    const fields = names.map((name) => meta.getField(name)) as Field[];
    for (const field of fields) {
      if (!('attname' in field) || !field.concrete || field.manyToMany)
        throw new FieldError('bulkUpdate() can only be used with concrete fields.');
      if (meta.pkFields.includes(field))
        throw new FieldError('bulkUpdate() cannot be used with primary key fields.');
    }
    if (list.length === 0) return 0;
    const using = this.dbForWrite;
    const size = Math.min(options.batchSize ?? 500, Math.floor(10_000 / (fields.length * 2 + 1)));
    let updated = 0;
    await atomic(
      async () => {
        for (let i = 0; i < list.length; i += size) {
          updated += await this.using(using).updateBatch(list.slice(i, i + size), fields);
        }
      },
      { using, savepoint: false },
    );
    return updated;
  }

  protected updateBatch(batch: readonly AnyModel[], fields: readonly Field[]): Promise<number> {
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
}

/** What `bulkCreate()` is to insert: instances, or values that `create()` takes. */
function newInstances(model: ModelClass, given: unknown): AnyModel[] {
  return listOf(given).map((one) =>
    isPlainObject(one) ? newInstance(model, one) : checked('bulkCreate', one),
  );
}

function listOf(given: unknown): unknown[] {
  const isList = typeof given === 'object' && given !== null && Symbol.iterator in given;
  return isList ? [...(given as Iterable<unknown>)] : [given];
}

/** @throws FieldError for what are no instances of models */
function instancesOf(method: string, given: unknown): AnyModel[] {
  return listOf(given).map((one) => checked(method, one));
}

function checked(method: string, one: unknown): AnyModel {
  if (isInstance(one)) return one as AnyModel;
  throw new FieldError(`${method}() takes a list of instances, not ${shownValue(one)}.`);
}
