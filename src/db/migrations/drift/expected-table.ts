import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import {
  isEnforcedKey,
  type SchemaConstraint,
  type SchemaField,
  type SchemaIndex,
  type SchemaModel,
} from '../../backends/base/schema-model.ts';

export interface ExpectedColumn {
  readonly type: string;
  readonly null: boolean;
  readonly generated: boolean;
  /** Its type comes with a check. */
  readonly checked: boolean;
}

/** A key, an index or a constraint that a table should have. Without a name, any one over the columns will do. */
export interface ExpectedConstraint {
  readonly kind: 'primary key' | 'foreign key' | 'unique' | 'index' | 'check';
  readonly name?: string;
  /** Columns; undefined where expressions or conditions decide. */
  readonly columns?: readonly string[];
  readonly target?: readonly [table: string, column: string];
}

export interface ExpectedTable {
  readonly name: string;
  readonly columns: ReadonlyMap<string, ExpectedColumn>;
  readonly constraints: readonly ExpectedConstraint[];
}

/** What the table of a model is like in this database, by what the model says. */
export function expectedTable(model: SchemaModel, editor: SchemaEditor): ExpectedTable {
  const { connection } = editor;
  const { _meta: meta } = model;
  const fields = meta.localFields.filter((field) => typeOf(field, connection) !== undefined);
  const columns = fields.map((field): [string, ExpectedColumn] => [
    field.column,
    {
      type: typeOf(field, connection)!,
      null: field.null,
      generated: field.generated,
      checked: Boolean(field.dbParameters(connection).check),
    },
  ]);
  return {
    name: meta.dbTable,
    columns: new Map(columns),
    constraints: [
      ...keyOf(meta.pk),
      ...fields.flatMap(fieldConstraints),
      ...meta.uniqueTogether.map((group) => ({ kind: 'unique' as const, columns: columnsOf(model, group) })),
      ...meta.indexes.flatMap((index) => namedConstraint(model, index as Named, 'index', editor)),
      ...meta.constraints.flatMap((one) => namedConstraint(model, one as Named, undefined, editor)),
    ],
  };
}

function typeOf(field: SchemaField, connection: DatabaseWrapper): string | undefined {
  return field.dbParameters(connection).type;
}

/** A key of several columns has them in the order of its fields. */
function keyOf(pk: SchemaField & { readonly fields?: readonly SchemaField[] }): ExpectedConstraint[] {
  const parts = pk.concrete ? [pk] : (pk.fields ?? []);
  return parts.length === 0 ? [] : [{ kind: 'primary key', columns: parts.map((part) => part.column) }];
}

function fieldConstraints(field: SchemaField): ExpectedConstraint[] {
  const columns = [field.column];
  const found: ExpectedConstraint[] = [];
  if (isEnforcedKey(field)) {
    const target = [field.remoteField.model()._meta.dbTable, field.targetField.column] as const;
    found.push({ kind: 'foreign key', columns, target });
  }
  if (field.unique && !field.primaryKey) found.push({ kind: 'unique', columns });
  else if (field.dbIndex && !field.primaryKey) found.push({ kind: 'index', columns });
  return found;
}

type Named = (SchemaIndex | SchemaConstraint) & {
  readonly fields?: readonly string[];
  readonly expressions?: readonly unknown[];
};

/** An index or a constraint of Meta, unless the database has no such thing. */
function namedConstraint(
  model: SchemaModel,
  item: Named,
  kind: 'index' | undefined,
  editor: SchemaEditor,
): ExpectedConstraint[] {
  const found = kind ?? kindOf(item);
  if (found === undefined || !isMade(model, item, editor)) return [];
  if (found === 'check') return [{ kind: found, name: item.name }];
  const names = (item.fields ?? []).map((name) => name.replace(/^-/, ''));
  const columns = (item.expressions?.length ?? 0) > 0 ? {} : { columns: columnsOf(model, names) };
  return [{ kind: found, name: item.name, ...columns }];
}

/** Whether the database gets to see it, in CREATE TABLE or after it. */
function isMade(model: SchemaModel, item: Named, editor: SchemaEditor): boolean {
  const inTable = 'constraintSql' in item ? item.constraintSql(model, editor) : undefined;
  return (inTable ?? item.createSql(model, editor)) !== undefined;
}

/** Constraints of other kinds, such as exclusion, are left alone. */
function kindOf(item: Named): 'check' | 'unique' | undefined {
  const { path } = item.deconstruct();
  if (path.endsWith('CheckConstraint')) return 'check';
  return path.endsWith('UniqueConstraint') ? 'unique' : undefined;
}

function columnsOf(model: SchemaModel, names: readonly string[]): string[] {
  return names.map((name) => (model._meta.getField(name) as SchemaField).column);
}
