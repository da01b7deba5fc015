import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { Col } from '../../sql/col.ts';
import { longListOf } from '../../sql/long-list.ts';
import { bindParams, Slot } from '../../sql/slot.ts';
import { joinThrough, throughKeys } from '../../sql/through-join.ts';
import type { ManyToManyField } from '../fields/many-to-many-field.ts';
import type { AnyModel } from '../model.ts';
import type { Fetched } from '../related-queries.ts';
import { CountingQuerySet } from './counting.ts';
import type { KnownRelated } from './instances.ts';
import { HIDDEN_ANNOTATION, rowPlan } from './row-plan.ts';

const JOIN_KEY = HIDDEN_ANNOTATION;

/** What relations need of a QuerySet: starting from an object, through join tables, for prefetching. */
export abstract class RelationQuerySet extends CountingQuerySet {
  startingAt(origin: AnyModel): this {
    return this.withState({ origin });
  }

  knowing(...known: readonly KnownRelated[]): this {
    return this.withState({ known });
  }

  joinedTo(field: ManyToManyField, reverse: boolean, keys: readonly unknown[]): this {
    const long = longListOf(keys);
    const list = long ?? (keys.length > 32 ? undefined : `${keys.length}:${typeof keys[0]}`);
    const key =
      list === undefined ? undefined : `joined:${field.model._meta.label}.${field.name}:${reverse}:${list}`;
    const { near } = throughKeys(field, reverse);
    return this.derive(
      key,
      (query, values) => {
        const slot = new Slot(values.push(keys) - 1, keys);
        const alias = joinThrough(query, field, reverse, 'in', slot);
        query.annotations.set(JOIN_KEY, new Col(alias, near, near.targetField));
      },
      [...this.state.values, keys],
    );
  }

  /** Only objects that a join table ties to this one. */
  through(field: ManyToManyField, reverse: boolean, value: unknown): this {
    return this.derive(
      `through:${field.model._meta.label}.${field.name}:${reverse}:${typeof value}`,
      (query, values) => {
        joinThrough(query, field, reverse, 'exact', new Slot(values.push(value) - 1, value));
      },
      [...this.state.values, value],
    );
  }

  fetchForPrefetch(): Awaitable<Fetched> {
    const { connection } = this;
    const { shape, values, known, prefetches, fetchMode } = this.state;
    const plan = rowPlan(shape, connection);
    if (plan.statement === undefined) return { objects: [], joinKeys: [], more: prefetches };
    const params = bindParams(plan.statement.params, values, connection.features.hasNativeBooleanField);
    return whenReady(connection.query(plan.statement.sql, params), (rows) => {
      const objects = plan.read(rows, known, fetchMode) as AnyModel[];
      const at = plan.hiddenPlace;
      return { objects, joinKeys: at < 0 ? [] : rows.map((row) => row[at]), more: prefetches };
    });
  }
}
