import type { ModelClass } from '../models/model.ts';
import type { Query } from './query.ts';
import { BaseTable, INNER, Join, LOUTER, type QueryTable } from './tables.ts';

/** The alias of the model's own table; every query has it before anything is joined. */
export function initialAlias(query: Query): string {
  const first = query.aliases.keys().next();
  if (!first.done) {
    addReference(query, first.value);
    return first.value;
  }
  return query.model === undefined ? '' : addBaseTable(query, query.model);
}

function addBaseTable(query: Query, model: ModelClass): string {
  const table = model._meta.dbTable;
  const alias = newAlias(query, table);
  query.aliases.set(alias, new BaseTable(table, alias));
  return alias;
}

export function addReference(query: Query, alias: string): void {
  query.refCounts.set(alias, (query.refCounts.get(alias) ?? 0) + 1);
}

export function dropReference(query: Query, alias: string, amount = 1): void {
  query.refCounts.set(alias, (query.refCounts.get(alias) ?? 0) - amount);
}

/** The first use of a table goes by its own name, later ones are numbered. */
function newAlias(query: Query, table: string, wanted = table): string {
  const known = query.tableAliases.get(table);
  const alias = known === undefined ? wanted : `${query.aliasPrefix}${query.aliases.size + 1}`;
  query.tableAliases.set(table, [...(known ?? []), alias]);
  query.refCounts.set(alias, 1);
  return alias;
}

/** Join a table, or use a join that is there. @param reuse aliases that may be used again; any when undefined */
export function addJoin(query: Query, join: Join, reuse: ReadonlySet<string> | undefined): string {
  const found = reusable(query, join, reuse);
  if (found !== undefined) {
    addReference(query, found);
    return found;
  }
  const alias = newAlias(query, join.tableName, join.filteredRelation?.name ?? join.tableName);
  const parent = query.aliases.get(join.parentAlias);
  const joinType = parent?.joinType === LOUTER || join.nullable ? LOUTER : INNER;
  query.aliases.set(alias, join.with({ joinType, alias }));
  if (join.filteredRelation !== undefined) resolveFilteredRelation(query, alias, reuse);
  return alias;
}

function reusable(query: Query, join: Join, reuse: ReadonlySet<string> | undefined): string | undefined {
  let last: string | undefined;
  for (const [alias, table] of query.aliases) {
    if (!(table instanceof Join) || (reuse !== undefined && !reuse.has(alias))) continue;
    if (!sameJoin(table, join)) continue;
    if (alias === join.alias) return alias;
    last = alias;
  }
  return last;
}

function sameJoin(table: Join, join: Join): boolean {
  if (!table.equals(join, false)) return false;
  return table.filteredRelation?.name === join.filteredRelation?.name;
}

/** Joins that the condition itself needs have to stand before the join that it belongs to. */
function resolveFilteredRelation(query: Query, alias: string, reuse: ReadonlySet<string> | undefined): void {
  const join = query.aliases.get(alias) as Join;
  const before = query.aliases.size;
  const filtered = query.filteredRelations.get(join.filteredRelation!.name)!;
  const resolved = filtered.resolveExpression(query, {
    reuse: reuse === undefined ? undefined : new Set([...reuse, alias]),
  });
  if (query.aliases.size > before) query.aliases.delete(alias);
  query.aliases.set(alias, join.with({ filteredRelation: resolved }));
}

/** Let rows through that have nothing at the other end of these joins, and of those that hang on them. */
export function promoteJoins(query: Query, aliases: Iterable<string>): void {
  const queue = [...aliases];
  for (let alias = queue.shift(); alias !== undefined; alias = queue.shift()) {
    const table = query.aliases.get(alias);
    if (!(table instanceof Join)) continue;
    const parentOuter = query.aliases.get(table.parentAlias)?.joinType === LOUTER;
    if (table.joinType === LOUTER || !(table.nullable || parentOuter)) continue;
    query.aliases.set(alias, table.with({ joinType: LOUTER }));
    for (const [child, other] of query.aliases) {
      if (other.parentAlias === alias && !queue.includes(child)) queue.push(child);
    }
  }
}

/** Take outer joins back that a condition makes pointless, and those before them that had to be outer for them. */
export function demoteJoins(query: Query, aliases: Iterable<string>): void {
  const queue = [...aliases];
  for (let alias = queue.shift(); alias !== undefined; alias = queue.shift()) {
    const table = query.aliases.get(alias);
    if (!(table instanceof Join) || table.joinType !== LOUTER) continue;
    query.aliases.set(alias, table.with({ joinType: INNER }));
    if (query.aliases.get(table.parentAlias)?.joinType === INNER) queue.push(table.parentAlias);
  }
}

/** Undo references made since `before` was taken. */
export function resetReferences(query: Query, before: ReadonlyMap<string, number>): void {
  for (const [alias, count] of query.refCounts) dropReference(query, alias, count - (before.get(alias) ?? 0));
}

/** Rename aliases everywhere in a query. */
export function relabelAliases(query: Query, changes: ReadonlyMap<string, string>): void {
  if (changes.size === 0) return;
  query.where = query.where.relabeled(changes);
  if (Array.isArray(query.groupBy)) query.groupBy = query.groupBy.map((item) => item.relabeled(changes));
  query.select = query.select.map((item) => item.relabeled(changes));
  for (const [name, annotation] of query.annotations)
    query.annotations.set(name, annotation.relabeled(changes));
  const rename = (alias: string): string => changes.get(alias) ?? alias;
  const tables: [string, QueryTable][] = [];
  for (const [alias, table] of query.aliases) tables.push([rename(alias), table.relabeled(changes)]);
  query.aliases = new Map(tables);
  query.refCounts = new Map([...query.refCounts].map(([alias, count]) => [rename(alias), count]));
  query.tableAliases = new Map([...query.tableAliases].map(([table, list]) => [table, list.map(rename)]));
  query.externalAliases = new Map(
    [...query.externalAliases].map(([alias, renamed]) => [rename(alias), renamed || changes.has(alias)]),
  );
  query.usedAliases = new Set([...query.usedAliases].map(rename));
}

/** Give a subquery a prefix of its own, so that its aliases and those of the query around it stay apart. */
export function bumpPrefix(query: Query, outer: Query, exclude: ReadonlySet<string> = new Set()): void {
  if (query.aliasPrefix !== outer.aliasPrefix) return;
  const taken = query.takenPrefixes;
  let prefix = query.aliasPrefix;
  for (const candidate of prefixes(query.aliasPrefix)) {
    if (taken.has(candidate)) continue;
    prefix = candidate;
    break;
  }
  query.aliasPrefix = prefix;
  query.takenPrefixes = new Set([...taken, prefix]);
  outer.takenPrefixes = new Set([...outer.takenPrefixes, ...query.takenPrefixes]);
  const changes = new Map<string, string>();
  let position = 0;
  for (const alias of query.aliases.keys()) {
    if (!exclude.has(alias)) changes.set(alias, `${prefix}${position}`);
    position++;
  }
  relabelAliases(query, changes);
}

/** U, V, ... Z, AA, AB, ... */
function* prefixes(current: string): Iterable<string> {
  for (let code = current.charCodeAt(0) + 1; code <= 90; code++) yield String.fromCharCode(code);
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) yield String.fromCharCode(first, second);
  }
}
