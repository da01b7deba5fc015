import { rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { ModelClass } from '../models/model.ts';
import { initialAlias } from './aliases.ts';
import type { Col } from './col.ts';
import type { Compiler } from './compiler.ts';
import { defaultColumns, SelectDraft } from './default-columns.ts';
import { EmptyResultSet, FullResultSet } from './empty-result.ts';
import type { Expression } from './expression.ts';
import type { Query } from './query.ts';
import { relatedSelections } from './related-selections.ts';
import { selectMask } from './select-mask.ts';

/** One column of the result. */
export interface SelectItem {
  readonly expression: Expression;
  readonly sql: SqlFragment;
  readonly alias: string | undefined;
}

/** Where the columns of a model's instance are in the row. */
export interface ModelSelection {
  readonly model: ModelClass;
  /** Fields that are loaded, and the place of each. */
  readonly fields: readonly Field[];
  readonly places: readonly number[];
  readonly related: readonly RelatedSelection[];
}

/** A related object in the same row. */
export interface RelatedSelection extends ModelSelection {
  /** The forward field, also when it is followed back. */
  readonly field: Field;
  readonly relation: Relation;
  readonly reverse: boolean;
  /** Name of a FilteredRelation that it came through. */
  readonly filteredName: string | undefined;
  /** The object belongs to the instance itself, not to one that lies between them. */
  readonly isDirect: boolean;
  /** The related model is a child of this one in multi-table inheritance: fields of the parent are taken from here. */
  readonly fromParent: boolean;
}

export interface SelectList {
  readonly items: readonly SelectItem[];
  /** Undefined for values queries. */
  readonly selection: ModelSelection | undefined;
  /** Names of the columns of a values query, in order. */
  readonly names: readonly string[];
  /** Place of each selected annotation. */
  readonly annotations: ReadonlyMap<string, number>;
  /** How many columns the value at a place has, where it is a composite key. */
  readonly widths: ReadonlyMap<number, number>;
}

/** The select list of a query, and how instances are found in it. */
export function compileSelect(compiler: Compiler, query: Query, withAliases: boolean): SelectList {
  const draft = new SelectDraft();
  const mask = selectMask(query);
  const columns = query.defaultColumns
    ? defaultColumns(query, mask, query.model, initialAlias(query))
    : query.select;
  const annotations = new Map<string, number>();
  let selection: ModelSelection | undefined;
  if (query.selected === undefined) {
    const places = columns.map((column) => draft.add(column));
    if (query.defaultColumns) {
      const fields = columns.map((column) => (column as Col).target);
      selection = { model: query.model, fields, places, related: [] };
    }
    for (const [name, annotation] of query.annotationSelect)
      annotations.set(name, draft.add(annotation, name));
  } else {
    for (const [name, source] of query.selected) {
      if (typeof source === 'number') draft.add(query.select[source]!);
      else annotations.set(name, draft.add(query.annotations.get(source)!, source));
    }
  }
  if (selection !== undefined && query.selectRelated !== false) {
    selection = { ...selection, related: relatedSelections(query, draft, mask) };
  }
  const items = draft.items.map(({ expression, alias }, index) => ({
    expression,
    sql: selectSql(compiler, expression),
    alias: alias ?? (withAliases ? `col${index + 1}` : undefined),
  }));
  const names =
    query.selected === undefined
      ? [...query.valuesSelect, ...annotations.keys()]
      : [...query.selected.keys()];
  return { items, selection, annotations, names, widths: draft.widths };
}

function selectSql(compiler: Compiler, expression: Expression): SqlFragment {
  try {
    return expression.selectFormat(compiler, compiler.compile(expression));
  } catch (error) {
    if (error instanceof FullResultSet) return rawSql(compiler.connection.ops.booleanSql(true));
    if (!(error instanceof EmptyResultSet)) throw error;
    const { emptyResultValue } = expression;
    if (emptyResultValue === undefined)
      return rawSql(expression.conditional ? compiler.connection.ops.booleanSql(false) : '0');
    return compiler.emptySql(emptyResultValue);
  }
}
