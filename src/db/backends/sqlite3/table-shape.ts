import {
  changed,
  type SchemaConstraint,
  type SchemaField,
  type SchemaIndex,
  type SchemaMeta,
  type SchemaModel,
} from '../base/schema-model.ts';

export interface Alteration {
  from: SchemaField;
  to: SchemaField;
  /** Fills NULLs when the new column takes none. */
  valueSql?: string | undefined;
}

/** What becomes of a table that is rebuilt. */
export interface TableChange {
  added?: { field: SchemaField; valueSql: string | undefined };
  removed?: SchemaField;
  altered?: readonly Alteration[];
  addedConstraint?: SchemaConstraint;
  removedConstraint?: string;
}

/** With the name that the table has while it is made. */
export interface NamedTableChange extends TableChange {
  table: string;
}

export interface TableShape {
  /** The model with the fields, indexes and constraints that it will have, under the name of the change. */
  model: SchemaModel;
  /** New column to the SQL that its value is copied from. */
  copies: ReadonlyMap<string, string>;
}

/**
 * Work out the new table: a model like the old one but for the change.
 * @param sqlOf SQL of an index or a constraint of the old table: one that names a column goes with it, as on other databases
 */
export function reshape(
  model: SchemaModel,
  change: NamedTableChange,
  quote: (name: string) => string,
  sqlOf: (item: SchemaIndex | SchemaConstraint) => string,
): TableShape {
  const copies = new Map<string, string>();
  const renamed = new Map<string, string>();
  const fields: SchemaField[] = [];
  const newKey = [change.added?.field, ...(change.altered ?? []).map(({ to }) => to)].find(
    (f) => f?.primaryKey,
  );
  for (const field of model._meta.localFields) {
    if (field.name === change.removed?.name) continue;
    const altered = change.altered?.find(({ from }) => from.name === field.name);
    if (altered !== undefined) {
      renamed.set(field.name, altered.to.name);
      fields.push(altered.to);
      const column = quote(altered.from.column);
      if (altered.to.generated) continue;
      copies.set(
        altered.to.column,
        altered.valueSql === undefined ? column : `coalesce(${column}, ${altered.valueSql})`,
      );
      continue;
    }
    const loses = field.primaryKey && newKey !== undefined;
    if (loses && field.autoCreated) continue;
    fields.push(loses ? demoted(field) : field);
    if (!field.generated && field.column !== '') copies.set(field.column, quote(field.column));
  }
  if (change.added !== undefined) {
    const { field, valueSql } = change.added;
    fields.push(field);
    if (valueSql !== undefined) copies.set(field.column, valueSql);
  }
  const { removed } = change;
  const stays = (item: SchemaIndex | SchemaConstraint): boolean =>
    removed === undefined || removed.column === '' || !namesColumn(sqlOf(item), removed.column, quote);
  return { model: temporaryModel(model, fields, renamed, change, stays), copies };
}

/** Whether the SQL of an index or a constraint, but for its own name and for texts, names a column: between quotes or bare. */
function namesColumn(sql: string, column: string, quote: (name: string) => string): boolean {
  const body = sql.slice(sql.indexOf('(')).replace(/'(?:[^']|'')*'/g, "''");
  return body.includes(quote(column)) || (body.match(/(?<![\w"])\w+(?![\w"(])/g)?.includes(column) ?? false);
}

/** A primary key that makes room for another: the same column without being the key. */
function demoted(field: SchemaField): SchemaField {
  return changed(field, { primaryKey: false, unique: false });
}

function temporaryModel(
  model: SchemaModel,
  fields: readonly SchemaField[],
  renamed: ReadonlyMap<string, string>,
  change: NamedTableChange,
  stays: (item: SchemaIndex | SchemaConstraint) => boolean,
): SchemaModel {
  const { _meta: meta } = model;
  const own = fields.map((field) => (field.model === model ? field : ofModel(field, () => fresh)));
  const byName = new Map(own.map((field) => [field.name, field]));
  const newName = (name: string): string => renamed.get(name) ?? name;
  const removed = change.removed?.name;
  const indexes = (meta.indexes as readonly SchemaIndex[]).filter(stays);
  const constraints = (meta.constraints as readonly SchemaConstraint[])
    .filter(stays)
    .filter((constraint) => constraint.name !== change.removedConstraint);
  if (
    change.addedConstraint !== undefined &&
    !constraints.some((one) => one.name === change.addedConstraint!.name)
  ) {
    constraints.push(change.addedConstraint);
  }
  const inherited = (meta as SchemaMeta & FieldsMap).fieldsMap;
  const fieldsMap = new Map([...inherited].filter(([, { name }]) => name !== removed));
  for (const [from, to] of renamed) fieldsMap.set(from, byName.get(to)!);
  for (const [name, field] of byName) fieldsMap.set(field.attname, field).set(name, field);
  const pk = own.find((field) => field.primaryKey) ?? meta.pk;
  const shape: Partial<SchemaMeta & FieldsMap> = {
    dbTable: change.table,
    localFields: own,
    localManyToMany: [],
    uniqueTogether: meta.uniqueTogether
      .filter((group) => removed === undefined || !group.includes(removed))
      .map((group) => group.map(newName)),
    indexes,
    constraints,
    pk,
    pkFields: pk.concrete
      ? [pk]
      : meta.pkFields.map((field) => own.find(({ name }) => name === newName(field.name)) ?? field),
    fieldsMap,
    getField: (name: string) => byName.get(name) ?? byName.get(newName(name)) ?? meta.getField(name),
  };
  const fresh: SchemaModel = changed(model, { _meta: changed(meta, shape) });
  return fresh;
}

/** What expressions are resolved by: a field or a relation back by each of its names. */
interface FieldsMap {
  readonly fieldsMap: ReadonlyMap<string, SchemaField>;
}

/** A field of another state, as one of this model: expressions compare the model of a field with their own. */
function ofModel(field: SchemaField, model: () => SchemaModel): SchemaField {
  return changed(field, {
    get model() {
      return model();
    },
  });
}
