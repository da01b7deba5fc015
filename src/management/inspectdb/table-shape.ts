import type {
  ColumnInfo,
  ConstraintInfo,
  DatabaseIntrospection,
  TableInfo,
} from '../../db/backends/base/introspection.ts';
import type { TableDetails } from '../../db/backends/base/table-details.ts';

/** What a database tells of one table. */
export interface TableShape {
  readonly table: TableInfo;
  readonly columns: readonly ColumnInfo[];
  readonly primaryKey: readonly string[];
  /** The table and column behind each column that is a foreign key; the column is undefined for the primary key. */
  readonly foreignKeys: ReadonlyMap<string, { table: string; column: string | undefined }>;
  /** Columns that are unique by themselves. */
  readonly unique: ReadonlySet<string>;
  readonly uniqueTogether: readonly (readonly string[])[];
  /** Columns whose text the database checks to be JSON. */
  readonly json: ReadonlySet<string>;
  /** Collations and comments; undefined for a view. */
  readonly details: TableDetails | undefined;
}

export async function tableShape(
  introspection: DatabaseIntrospection,
  table: TableInfo,
): Promise<TableShape> {
  const columns = await introspection.columns(table.name);
  const constraints = [...(await introspection.constraints(table.name)).values()];
  const uniques = constraints.filter((one) => one.unique && !one.primaryKey && isWhole(one));
  const primaryKey = constraints.find((one) => one.primaryKey)?.columns ?? [];
  return {
    table,
    columns,
    primaryKey: primaryKey.filter((name) => name !== null),
    foreignKeys: new Map(constraints.flatMap(foreignKeyOf)),
    unique: new Set(uniques.filter((one) => one.columns.length === 1).map((one) => one.columns[0]!)),
    uniqueTogether: uniques.filter((one) => one.columns.length > 1).map((one) => one.columns as string[]),
    json: new Set(constraints.filter(isJsonCheck).flatMap((one) => one.columns as string[])),
    details: table.kind === 'view' ? undefined : await introspection.details(table.name),
  };
}

/** Over columns, all of them, for all rows: not over expressions, and not for some rows only. */
function isWhole({ columns, definition }: ConstraintInfo): boolean {
  return columns.length > 0 && columns.every((name) => name !== null) && !/\bwhere\b/i.test(definition ?? '');
}

function foreignKeyOf({
  columns,
  foreignKey,
}: ConstraintInfo): [string, { table: string; column: string | undefined }][] {
  const [column] = columns;
  if (foreignKey === null || columns.length !== 1 || column === null || column === undefined) return [];
  const [table, target] = foreignKey;
  // SQLite leaves the column out where it is the primary key.
  return [[column, { table, column: target === 'null' || target === '' ? undefined : target }]];
}

function isJsonCheck({ check, columns, definition = '' }: ConstraintInfo): boolean {
  return check && columns.length === 1 && /json_valid\s*\(/i.test(definition);
}
