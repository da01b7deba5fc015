import type { ModelClass } from '../models/model.ts';
import { addReference } from './aliases.ts';
import { Col, plainType } from './col.ts';
import type { Expression } from './expression.ts';
import { partsOf } from './parts-of.ts';
import type { Query } from './query.ts';
import type { SelectMask } from './select-mask.ts';
import { setupJoins } from './setup-joins.ts';

interface Draft {
  readonly expression: Expression;
  readonly alias: string | undefined;
}

/** Collects the columns of a query. */
export class SelectDraft {
  readonly items: Draft[] = [];
  /** How many columns the value at a place has, where it has several. */
  readonly widths = new Map<number, number>();

  /** @returns its place; of several columns that of the first */
  add(expression: Expression, alias?: string): number {
    const place = this.items.length;
    const parts = partsOf(expression);
    for (const part of parts)
      this.items.push({ expression: part, alias: parts.length > 1 ? undefined : alias });
    if (parts.length > 1) this.widths.set(place, parts.length);
    return place;
  }
}

/**
 * The columns of a model, those of its parents' tables included.
 * @param fromParent a parent whose columns are in the row already
 */
export function defaultColumns(
  query: Query,
  mask: SelectMask,
  model: ModelClass,
  alias: string,
  fromParent?: ModelClass,
): Col[] {
  const columns: Col[] = [];
  const { concreteModel } = model._meta;
  for (const field of model._meta.concreteFields) {
    const owner = field.model._meta.concreteModel;
    if (fromParent !== undefined && owner !== concreteModel && inherits(fromParent, owner)) continue;
    if (mask.size > 0 && !mask.has(field)) continue;
    const table = owner === concreteModel ? alias : joinParent(query, model, owner, alias);
    columns.push(new Col(table, field, plainType(field)));
  }
  return columns;
}

function inherits(model: ModelClass, parent: ModelClass): boolean {
  return (
    model._meta.concreteModel === parent ||
    model._meta.getParentList().some((one) => one._meta.concreteModel === parent)
  );
}

/** Join the table of a parent in multi-table inheritance, link by link. */
function joinParent(query: Query, model: ModelClass, parent: ModelClass, alias: string): string {
  let current = model._meta.concreteModel;
  let table = alias;
  while (current !== parent) {
    const link = current._meta.getAncestorLink(parent)!;
    const info = setupJoins(query, [link.name], current, table);
    table = info.joins[info.joins.length - 1]!;
    current = link.relatedModel!._meta.concreteModel;
  }
  addReference(query, table);
  return table;
}
