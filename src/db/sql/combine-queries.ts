import { FieldError } from '../../core/errors/field-error.ts';
import { addJoin, addReference, initialAlias, relabelAliases } from './aliases.ts';
import { Col } from './col.ts';
import { JoinPromoter } from './join-promoter.ts';
import type { Query } from './query.ts';
import { type Join, LOUTER } from './tables.ts';
import { AND, type Connector, OR, WhereNode, XOR } from './where-node.ts';

/**
 * Put the conditions of `other` beside those of `query`: `a.and(b)`, `a.or(b)`, `a.xor(b)`. Joins of the same relation become one,
 * but over many-valued relations each side keeps its own, as the conditions may mean different rows.
 */
export function combineQueries(query: Query, other: Query, connector: Connector): void {
  checkCombinable(query, other);
  initialAlias(query);
  const source = other.clone();
  initialAlias(source);
  separatePrefixes(source, query);
  const conjunction = connector === AND;
  const reuse = conjunction ? new Set<string>() : new Set(query.aliases.keys());
  const joinPromoter = new JoinPromoter(connector, 2, false);
  joinPromoter.addVotes(
    [...query.aliases].filter(([, t]) => t.joinType === 'INNER JOIN').map(([alias]) => alias),
  );
  const rightVotes = new Set<string>();
  const changes = new Map<string, string>();
  const [base, ...joins] = [...source.aliases.keys()];
  const own = query.aliases.keys().next().value!;
  if (base !== own) changes.set(base!, own);
  for (const alias of joins) {
    const table = source.aliases.get(alias) as Join;
    const join = table.relabeled(changes);
    const added = addJoin(query, join, reuse);
    if (join.joinType !== LOUTER) rightVotes.add(added);
    reuse.delete(added);
    if (added !== alias) changes.set(alias, added);
    const count = source.refCounts.get(alias) ?? 0;
    if (count <= 0) query.refCounts.set(added, (query.refCounts.get(added) ?? 1) - 1);
    else for (let i = 1; i < count; i++) addReference(query, added);
  }
  joinPromoter.addVotes(rightVotes);
  joinPromoter.updateJoinTypes(query);
  const where = source.where.clone().relabeled(changes);
  if (query.where.isEmpty && connector === OR) {
    // No condition on the left: every row is taken already.
  } else if (where.isEmpty && connector === OR) {
    query.where.children = [];
    query.where.negated = false;
    query.where.connector = AND;
  } else if (connector === XOR && (query.where.isEmpty || where.isEmpty)) {
    // No condition holds for every row, and counts as one that does.
    query.where = new WhereNode([query.where, where], XOR);
  } else {
    query.where.add(where, connector);
  }
  if (source.select.length > 0) {
    query.select = source.select.map((item) => (item instanceof Col ? item.relabeled(changes) : item));
    query.defaultColumns = false;
    query.valuesSelect = source.valuesSelect;
    query.selected = source.selected;
  } else {
    query.select = [];
  }
  query.orderBy = source.orderBy.length > 0 ? source.orderBy : query.orderBy;
}

function checkCombinable(query: Query, other: Query): void {
  if (query.model !== other.model) {
    throw new FieldError(
      'Cannot combine queries on two different base models.',
      'Use union() for rows of different models.',
    );
  }
  if (query.isSliced || other.isSliced)
    throw new FieldError('Cannot combine queries once a slice has been taken.');
  if (query.distinct !== other.distinct)
    throw new FieldError('Cannot combine a unique query with a non-unique query.');
  if (query.distinctFields.join() !== other.distinctFields.join()) {
    throw new FieldError('Cannot combine queries with different distinct fields.');
  }
}

/** Aliases of the other query that are taken here mean other joins there. */
function separatePrefixes(source: Query, query: Query): void {
  const changes = new Map<string, string>();
  const base = source.aliases.keys().next().value!;
  let next = query.aliases.size + source.aliases.size + 1;
  for (const alias of source.aliases.keys()) {
    if (alias !== base && query.aliases.has(alias)) changes.set(alias, `S${next++}`);
  }
  relabelAliases(source, changes);
}
