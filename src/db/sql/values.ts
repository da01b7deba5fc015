import { FieldError } from '../../core/errors/field-error.ts';
import { initialAlias, promoteJoins } from './aliases.ts';
import { Col, Ref } from './col.ts';
import type { Expression } from './expression.ts';
import { LOOKUP_SEP } from './names.ts';
import { MultiJoin, namesToPath, unknownKeyword } from './names-to-path.ts';
import type { Query } from './query.ts';
import { setupJoins, trimJoins } from './setup-joins.ts';
import { LOUTER } from './tables.ts';

/** Select these fields, followed through relations, in place of the model's columns. @throws FieldError */
export function addFields(query: Query, names: readonly string[], allowMany = true): void {
  const columns: Expression[] = [];
  try {
    for (const name of names) {
      const info = setupJoins(query, name.split(LOOKUP_SEP), query.model, initialAlias(query), { allowMany });
      const { targets, alias, joins } = trimJoins(query, info);
      for (const join of joins) if (query.aliases.get(join)?.joinType === LOUTER) promoteJoins(query, [join]);
      for (const target of targets) columns.push(info.transform(target, alias));
    }
  } catch (error) {
    if (error instanceof MultiJoin) {
      const name = error.named[error.named.length - 1]!.name;
      throw new FieldError(`Invalid field name: '${name}' leads to several rows.`);
    }
    if (error instanceof FieldError && query.annotations.size > 0 && isUnknownHead(query, names)) {
      throw unknownKeyword(query, query.model, names.find((name) => isUnknownHead(query, [name]))!);
    }
    throw error;
  }
  query.select = [...query.select, ...columns];
}

function isUnknownHead(query: Query, names: readonly string[]): boolean {
  return names.some((name) => {
    const head = name.split(LOOKUP_SEP)[0]!;
    return head !== 'pk' && !query.model._meta.fieldsMap.has(head) && !query.annotations.has(head);
  });
}

/** Turn a query into one of values: names of fields and annotations, all of them when none are named. */
export function setValues(query: Query, names: readonly string[]): void {
  query.selectRelated = false;
  query.deferred = { names: new Set(), defer: true };
  clearSelect(query);
  const selected = new Map<string, number | string>();
  const fieldNames: string[] = [];
  if (names.length === 0) {
    for (const field of query.model._meta.concreteFields) {
      selected.set(field.attname, fieldNames.length);
      fieldNames.push(field.attname);
    }
    for (const name of query.annotationSelect.keys()) selected.set(name, name);
  } else {
    for (const name of names) {
      if (query.annotationSelect.has(name)) {
        selected.set(name, name);
      } else if (query.annotations.has(name)) {
        throw new FieldError(`Cannot select the '${name}' alias.`, 'Use annotate() to promote it.');
      } else {
        if (query.annotations.size > 0) namesToPath(query, name.split(LOOKUP_SEP), query.model);
        selected.set(name, fieldNames.length);
        fieldNames.push(name);
      }
    }
    query.annotationMask = new Set([...selected.keys()].filter((name) => query.annotations.has(name)));
  }
  keepGrouping(query, selected);
  query.valuesSelect = fieldNames;
  addFields(query, fieldNames);
  query.selected = selected;
}

function clearSelect(query: Query): void {
  query.select = [];
  query.defaultColumns = false;
  query.valuesSelect = [];
  query.selected = undefined;
}

/** Grouping that was decided by what was selected so far stays as it was. */
function keepGrouping(query: Query, selected: ReadonlyMap<string, unknown>): void {
  if (query.groupBy === true) {
    const names = query.model._meta.concreteFields.map((field) => field.attname);
    addFields(query, names, false);
    setGroupBy(query, { allowAliases: false });
    clearSelect(query);
  } else if (query.groupBy !== undefined) {
    query.groupBy = query.groupBy.map((item) =>
      item instanceof Ref && !selected.has(item.name) ? query.annotations.get(item.name)! : item,
    );
  }
}

/** Group by what is selected: called when an aggregate is annotated to a values query. */
export function setGroupBy(query: Query, { allowAliases }: { allowAliases: boolean }): void {
  if (allowAliases && query.valuesSelect.length > 0) aliasComputedValues(query);
  const grouping: Expression[] = [...query.select];
  for (const [name, annotation] of query.annotationSelect) {
    const columns = annotation.getGroupByCols();
    if (columns.length === 0) continue;
    if (allowAliases && !annotation.containsAggregate) grouping.push(new Ref(name, annotation));
    else grouping.push(...columns);
  }
  query.groupBy = grouping;
}

/** Selected values that are no plain columns become annotations, so that they can be grouped by their name. */
function aliasComputedValues(query: Query): void {
  const moved = new Map<string, Expression>();
  const names: string[] = [];
  const columns: Expression[] = [];
  query.valuesSelect.forEach((name, index) => {
    const expression = query.select[index]!;
    if (expression instanceof Col) {
      names.push(name);
      columns.push(expression);
    } else {
      moved.set(name, expression);
    }
  });
  if (moved.size === 0) return;
  query.annotations = new Map([...moved, ...query.annotations]);
  if (query.annotationMask !== undefined)
    query.annotationMask = new Set([...query.annotationMask, ...moved.keys()]);
  query.select = columns;
  query.valuesSelect = names;
  if (query.selected === undefined) return;
  const selected = new Map(query.selected);
  for (const [index, name] of names.entries()) selected.set(name, index);
  for (const name of moved.keys()) selected.set(name, name);
  query.selected = selected;
}
