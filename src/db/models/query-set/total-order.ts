import { columnsOf } from '../../sql/composite.ts';
import { OrderBy } from '../../sql/order-by.ts';
import { splitDirection, usesMetaOrdering } from '../../sql/ordering.ts';
import type { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';

/** Whether no two rows of a query can be equal in all that they are ordered by. */
export function isTotalOrder(query: Query): boolean {
  const { meta } = query;
  const items: readonly unknown[] = usesMetaOrdering(query) ? meta.ordering : query.orderBy;
  const fields = items.flatMap((item) => fieldsOf(query, nameOf(item)));
  if (fields.some((field) => field.unique && !field.null)) return true;
  const names = new Set(fields.filter((field) => !field.null).map((field) => field.name));
  const constraints = meta.constraints as readonly unknown[] as readonly UniqueFields[];
  const groups = [
    meta.pkFields.map((field) => field.name),
    ...meta.uniqueTogether,
    ...constraints.filter((one) => one.condition === undefined).map((one) => one.fields ?? []),
  ];
  return groups.some((group) => group.length > 0 && group.every((name) => names.has(name)));
}

interface UniqueFields {
  readonly fields?: readonly string[];
  readonly condition?: unknown;
}

/** The name of what is sorted by; undefined for what is computed. */
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return splitDirection(item, false)[0];
  const source = item instanceof OrderBy ? item.expression : item;
  const { name } = Object(source) as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}

function fieldsOf(query: Query, name: string | undefined): readonly Field[] {
  const { meta } = query;
  if (name === undefined || query.annotations.has(name)) return [];
  const item = name === 'pk' ? meta.pk : meta.fieldsMap.get(name);
  if (item === undefined || !('attname' in item)) return [];
  // A relation is sorted by the order of the model behind it, unless its key is named.
  if (item.isRelation && name !== item.attname && name !== 'pk') return [];
  return columnsOf(item);
}
