import type { Field } from '../models/fields/field.ts';
import type { ForeignKey } from '../models/fields/foreign-key.ts';
import { bumpPrefix, dropReference } from './aliases.ts';
import type { FilterBuilder } from './build-filter.ts';
import { Col } from './col.ts';
import { ConditionTree, type Pair } from './conditions.ts';
import { ExistsCondition } from './exists.ts';
import { LOOKUP_SEP } from './names.ts';
import type { NamedPath } from './names-to-path.ts';
import { asOuterRef, ResolvedOuterRef } from './outer-ref.ts';
import { Query } from './query.ts';
import { BaseTable, Join, LOUTER } from './tables.ts';
import { AND, OR, type WhereNode } from './where-node.ts';

/**
 * A negated condition over a many-valued relation asks for rows with no related row that meets it: NOT EXISTS over a query of
 * its own, tied to this one by the columns where the relation starts.
 */
export function splitExclude(
  query: Query,
  [lookup, value]: Pair,
  reuse: Set<string> | undefined,
  named: readonly NamedPath[],
  builder: FilterBuilder,
): readonly [WhereNode, Iterable<string>] {
  const inner = new Query(query.model);
  inner.filteredRelations = new Map(query.filteredRelations);
  const { addConditions, buildFilter, buildLookup } = builder;
  addConditions(inner, new ConditionTree([[lookup, asOuterRef(value)]]));
  inner.clearOrdering(true);
  const { prefix, containsOuter } = trimStart(inner, named);
  const column = inner.select[0] as Col;
  const { alias } = column;
  if (reuse?.has(alias)) {
    const { pk } = column.target.model._meta;
    bumpPrefix(inner, query);
    inner.where.add(
      buildLookup(['exact'], new Col((inner.select[0] as Col).alias, pk), new Col(alias, pk)),
      AND,
    );
    inner.externalAliases.set(alias, true);
  } else {
    inner.where.add(buildLookup(['exact'], column, new ResolvedOuterRef(prefix)), AND);
  }
  const [condition, needed] = buildFilter(query, new ExistsCondition(inner), {});
  if (!containsOuter) return [condition, needed];
  const [orNull] = buildFilter(query, [`${prefix}${LOOKUP_SEP}isnull`, true], {
    currentNegated: true,
    branchNegated: true,
    reuse,
  });
  condition.add(orNull, OR);
  return [condition, needed];
}

/**
 * Drop the joins of the inner query up to the first many-valued one, which the outer query has too.
 * @returns the lookup by which the outer query reaches the same place, and whether a dropped join lets NULL through
 */
function trimStart(inner: Query, named: readonly NamedPath[]): { prefix: string; containsOuter: boolean } {
  const steps = named.flatMap((part) => part.steps);
  const tables = [...inner.aliases.keys()].filter(
    (alias, index) => index === 0 || inner.lookupJoins.includes(alias),
  );
  let containsOuter = false;
  let trimmed = 0;
  while (!steps[trimmed]!.m2m) {
    if (inner.aliases.get(tables[trimmed + 1]!)?.joinType === LOUTER) containsOuter = true;
    dropReference(inner, tables[trimmed]!);
    trimmed++;
  }
  const step = steps[trimmed]!;
  const prefix = [...namesBefore(named, trimmed), step.join.columns[0]![0].name].join(LOOKUP_SEP);
  const first = inner.aliases.get(tables[trimmed + 1]!) as Join;
  let selected: readonly Field[];
  let alias: string;
  if (first.joinType !== LOUTER && first.filteredRelation === undefined) {
    selected = step.join.columns.map(([, far]) => far);
    alias = tables[trimmed + 1]!;
    dropReference(inner, tables[trimmed]!);
    const restriction = step.join.restriction?.(alias, tables[trimmed]!);
    if (restriction !== undefined) inner.where.add(restriction, AND);
  } else {
    selected = step.join.columns.map(([near]) => near);
    alias = tables[trimmed]!;
  }
  startFromFirstTable(inner);
  inner.defaultColumns = false;
  inner.select = selected.map((field) => new Col(alias, field, typeOf(field)));
  return { prefix, containsOuter };
}

function typeOf(field: Field): Field {
  let type = field;
  while (type.isRelation && 'targetField' in type) type = (type as ForeignKey).targetField;
  return type;
}

/** Names of the parts that lie wholly before the step. */
function namesBefore(named: readonly NamedPath[], steps: number): string[] {
  const names: string[] = [];
  let left = steps;
  for (const part of named) {
    if (left - part.steps.length < 0) break;
    names.push(part.name);
    left -= part.steps.length;
  }
  return names;
}

/** FROM cannot begin with a join. */
function startFromFirstTable(query: Query): void {
  for (const [alias, table] of query.aliases) {
    if ((query.refCounts.get(alias) ?? 0) <= 0) continue;
    if (table instanceof Join) query.aliases.set(alias, new BaseTable(table.tableName, alias));
    return;
  }
}
