import type { ForeignKey } from '../models/fields/foreign-key.ts';
import type { ManyToManyField } from '../models/fields/many-to-many-field.ts';
import { addJoin, initialAlias } from './aliases.ts';
import { buildLookup } from './build-filter.ts';
import { Col } from './col.ts';
import { pathBetween, pathInfoOf } from './path-info.ts';
import type { Query } from './query.ts';
import { INNER, Join } from './tables.ts';
import { AND } from './where-node.ts';

/** The join model's key to the objects that a manager belongs to, and the one to those that it gives. */
export function throughKeys(field: ManyToManyField, reverse: boolean): { near: ForeignKey; far: ForeignKey } {
  const { sourceField, targetField } = field;
  return reverse ? { near: targetField, far: sourceField } : { near: sourceField, far: targetField };
}

/**
 * Join the table between the two sides of a many-to-many relation and ask for rows tied to certain objects. The next
 * `filter()` shares the join, as conditions of one manager mean one row of the join table.
 * @param value a slot of a key, or of a list of keys
 * @returns the alias of the join table
 */
export function joinThrough(
  query: Query,
  field: ManyToManyField,
  reverse: boolean,
  lookup: 'exact' | 'in',
  value: unknown,
): string {
  const { near, far } = throughKeys(field, reverse);
  const [first] = pathInfoOf(far.remoteField);
  const steps = [first!, ...pathBetween(far.model, near.model)];
  let alias = initialAlias(query);
  for (const step of steps) {
    const join = new Join({
      tableName: step.to._meta.dbTable,
      parentAlias: alias,
      alias: '',
      joinType: INNER,
      source: step.join,
      nullable: false,
    });
    alias = addJoin(query, join, new Set());
    query.usedAliases.add(alias);
  }
  query.where.add(buildLookup([lookup], new Col(alias, near, near.targetField), value), AND);
  query.filterIsSticky = true;
  return alias;
}
