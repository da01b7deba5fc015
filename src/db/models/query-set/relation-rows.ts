import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { Col } from '../../sql/col.ts';
import { longListOf } from '../../sql/long-list.ts';
import { resolveRef } from '../../sql/resolve-ref.ts';
import { bindParams, Slot } from '../../sql/slot.ts';
import { joinThrough, throughKeys } from '../../sql/through-join.ts';
import type { ManyToManyField } from '../fields/many-to-many-field.ts';
import type { AnyModel } from '../model.ts';
import type { Fetched } from '../related-queries.ts';
import { CountingQuerySet } from './counting.ts';
import { modeOf } from './fixed-peers.ts';
import type { KnownRelated } from './instances.ts';
import { HIDDEN_ANNOTATION, rowPlan } from './row-plan.ts';
import { slicePerOwner } from './slice-per-owner.ts';

const JOIN_KEY = HIDDEN_ANNOTATION;

/** What relations need of a QuerySet: starting from an object, through join tables, for prefetching. */
export abstract class RelationQuerySet extends CountingQuerySet {
  startingAt(origin: AnyModel): this {
    const fetchMode = modeOf(origin);
    return this.withState(fetchMode === undefined ? { origin } : { origin, fetchMode });
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
    const end = this.sliceEnd();
    return this.derive(
      key,
      (query, values) => {
        const slot = new Slot(values.push(keys) - 1, keys);
        const alias = joinThrough(query, field, reverse, 'in', slot);
        const owner = new Col(alias, near, near.targetField);
        if (query.isSliced) slicePerOwner(query, owner, slotFor(end, values));
        query.annotations.set(JOIN_KEY, owner);
      },
      [...this.state.values, keys, ...(end === undefined ? [] : [end])],
    );
  }

  /** A slice of it stands for that many rows of each object that rows belong to. */
  slicedPer(relation: string): this {
    if (!this.query.isSliced) return this;
    const end = this.sliceEnd();
    return this.derive(
      `slicedPer:${relation}`,
      (query, values) => {
        const owner = resolveRef(query, relation, { reuse: new Set(query.aliases.keys()) });
        slicePerOwner(query, owner, slotFor(end, values));
      },
      [...this.state.values, ...(end === undefined ? [] : [end])],
    );
  }

  private sliceEnd(): number | undefined {
    const { limit, offset } = this.query;
    const rows = this.boundNumber(limit);
    return rows === undefined ? undefined : rows + (this.boundNumber(offset) ?? 0);
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
    return whenReady(connection.query(plan.statement.sql, params, plan.wide), (rows) => {
      const objects = plan.read(rows, known, fetchMode) as AnyModel[];
      const at = plan.hiddenPlace;
      return { objects, joinKeys: at < 0 ? [] : rows.map((row) => row[at]), more: prefetches };
    });
  }
}

function slotFor(value: number | undefined, values: unknown[]): Slot | undefined {
  return value === undefined ? undefined : new Slot(values.push(value) - 1, value);
}
