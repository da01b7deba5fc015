import type { DatabaseWrapper } from '../../../src/db/backends/base/database-wrapper.ts';
import { SqliteDatabase } from '../../../src/db/backends/sqlite3/database-wrapper.ts';
import { AutoField } from '../../../src/db/models/fields/auto-field.ts';
import type { Field } from '../../../src/db/models/fields/field.ts';
import type { ModelClass } from '../../../src/db/models/model.ts';
import { type Convert, converterOf } from '../../../src/db/models/query-set/converters.ts';
import { columnOf } from '../../../src/db/sql/col.ts';

/** The database that the vectors' rows were written by; it is never opened. */
const recorded = new SqliteDatabase('recorded', { ENGINE: 'sqlite3', NAME: ':memory:' });

/** The columns of a table, by name. */
export type Columns = ReadonlyMap<string, Field>;

/** The tables of models, and of those that join two of them, with what each column is. */
export function tablesOf(models: readonly ModelClass[]): ReadonlyMap<string, Columns> {
  const tables = new Map<string, Map<string, Field>>();
  for (const { _meta: meta } of models.flatMap(withJoinModels)) {
    if (meta.proxy) continue;
    const columns = tables.get(meta.dbTable) ?? new Map<string, Field>();
    for (const field of meta.localConcreteFields)
      if (!columns.has(field.column)) columns.set(field.column, field);
    tables.set(meta.dbTable, columns);
  }
  return tables;
}

function withJoinModels(model: ModelClass): ModelClass[] {
  return [model, ...model._meta.localManyToMany.map((field) => (field as unknown as Joined).through)];
}

interface Joined {
  readonly through: ModelClass;
}

/** The column that gives out keys. */
export function automaticColumn(columns: Columns): string | undefined {
  return [...columns.values()].find((field) => field instanceof AutoField)?.column;
}

/** Reads a value of a column as Jango has it. */
export function reader(field: Field | undefined, database: DatabaseWrapper = recorded): Convert {
  const convert = field === undefined ? undefined : converterOf(columnOf(field, ''), database);
  return (value) => (convert === undefined || value === null ? value : convert(value));
}
