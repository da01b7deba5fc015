import { FieldError } from '../../../core/errors/field-error.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { connections } from '../../connections.ts';
import { checkNotCombined } from '../../sql/annotations.ts';
import type { Query } from '../../sql/query.ts';
import { atomic } from '../../transaction.ts';
import type { Field } from '../fields/field.ts';
import type { ModelClass } from '../model.ts';
import { CreatingQuerySet } from './creating.ts';
import { type FieldValues, fieldValues, updateAgain, updateShape } from './update-rows.ts';

type Values = Readonly<Record<string, unknown>>;

/** `update()`. */
export abstract class UpdatingQuerySet extends CreatingQuerySet {
  update(values: Values): Promise<number> {
    try {
      const { shape, values: asked } = this.state;
      const connection = connections.get(this.dbForWrite);
      return Promise.resolve(
        updateAgain(shape, asked, values, connection) ?? this.updateAnew(values, connection),
      );
    } catch (error) {
      return Promise.reject(error);
    }
  }

  protected updateAnew(values: Values, connection: DatabaseWrapper): Awaitable<number> {
    checkNotCombined(this.query, 'update');
    if (this.query.isSliced) throw new FieldError('Cannot update a query once a slice has been taken.');
    if (this.query.distinctFields.length > 0)
      throw new FieldError('Cannot call update() after .distinct(*fields).');
    checkOrder(this.query);
    const all = fieldValues(this.model, values);
    if (all.length === 0) return 0;
    const own = this.model._meta.concreteModel;
    const mine = all.filter(([field]) => field.model._meta.concreteModel === own);
    if (mine.length < all.length) return this.updateTables(all, mine);
    return updateShape(this.state.shape, this.state.values, mine, connection, Object.keys(values));
  }

  /** In multi-table inheritance, the parents' tables have their share of the fields. */
  protected updateTables(all: FieldValues, mine: FieldValues): Promise<number> {
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
              await this.updateKeys(
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

  protected updateKeys(model: ModelClass, keys: readonly unknown[], fields: FieldValues): Awaitable<number> {
    const Type = this.constructor as new (model: ModelClass) => this;
    const using = this.dbForWrite;
    const rows = new Type(model).using(using).filter({ pk__in: keys });
    return updateShape(rows.state.shape, rows.state.values, fields, connections.get(using));
  }
}

/** @throws FieldError for an order by an aggregate: rows to update belong to no group */
function checkOrder(query: Query): void {
  for (const item of query.orderBy) {
    const name = typeof item === 'string' ? item.replace(/^-/, '') : undefined;
    if (name === undefined || !query.annotations.get(name)?.containsAggregate) continue;
    throw new FieldError(
      `Cannot update when ordering by an aggregate: ${name}.`,
      'Call orderBy() without it first.',
    );
  }
}
