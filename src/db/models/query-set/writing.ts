import { FieldError } from '../../../core/errors/field-error.ts';
import { markAltersData } from '../../../utils/alters-data.ts';
import { connections } from '../../connections.ts';
import { checkNotCombined } from '../../sql/annotations.ts';
import { ConditionTree } from '../../sql/conditions.ts';
import { OR } from '../../sql/where-node.ts';
import { markForRollback } from '../../transaction.ts';
import type { ObjectQuerySet } from '../base-query-set.ts';
import { Collector, canFastDelete } from '../deletion-collector.ts';
import type { Field } from '../fields/field.ts';
import { ForeignObject } from '../fields/foreign-object.ts';
import type { AnyModel } from '../model.ts';
import type { DeletionCount } from '../persistence.ts';
import { BulkWritingQuerySet } from './bulk-writing.ts';
import { deleteShape } from './delete-rows.ts';
import { promised } from './promised.ts';
import { updateShape } from './update-rows.ts';

/** All the methods that write, `delete()` last. */
export abstract class WritingQuerySet extends BulkWritingQuerySet implements ObjectQuerySet {
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
      const collector = new Collector(using);
      if (canFastDelete(this.model)) collector.addFast(target, this.model);
      else await collector.collect(await target.objects());
      const counts = await collector.delete(this);
      this.result = undefined;
      return counts;
    });
  }

  matching(field: Field, keys: readonly unknown[]): this {
    return this.filter({ [`${field.name}__in`]: keys });
  }

  matchingAny(keys: ReadonlyMap<Field, readonly unknown[]>): this {
    const conditions = [...keys].map(([{ name }, values]) => [`${name}__in`, values] as const);
    return this.filter(new ConditionTree(conditions, OR));
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
    const values =
      field instanceof ForeignObject ? [...field.expandInitial(value)] : [[field, value] as const];
    return promised(() => updateShape(this.state.shape, this.state.values, values, connection));
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
