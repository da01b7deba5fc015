import { isInstance } from '../db/models/is-instance.ts';
import type { AnyModel } from '../db/models/model.ts';
import type { Manager } from '../db/models/types/manager.ts';
import type { QuerySet } from '../db/models/types/query-set.ts';

/** Rows to choose from: a query, or a manager for all of its rows. */
export type ModelRows<M extends AnyModel> = QuerySet<M> | Manager<M>;

/** A query of its own, so that it is sent anew for each form. */
export function freshQuery<M extends AnyModel>(rows: ModelRows<M>): QuerySet<M> {
  return rows.all() as QuerySet<M>;
}

/** Narrow a query by lookups, a Q, or a function that gives either. */
export function limited<M extends AnyModel>(rows: QuerySet<M>, limit: unknown): QuerySet<M> {
  const conditions: unknown = typeof limit === 'function' ? limit() : limit;
  return conditions === null || conditions === undefined ? rows : rows.filter(conditions as never);
}

/** What stands for a value in HTML: of an object its key, or the value of `toFieldName`; of an unloaded relation its id. */
export function keyOf(value: unknown, toFieldName: string | null): unknown {
  if (isInstance(value)) {
    return toFieldName === null ? value.pk : (value as unknown as Record<string, unknown>)[toFieldName];
  }
  return isReference(value) ? value.id : value;
}

/** A relation that is not loaded knows the id it points at. */
function isReference(value: unknown): value is { readonly id: unknown } {
  return typeof value === 'object' && value !== null && 'then' in value && 'id' in value;
}
