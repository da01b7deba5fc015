import { OperationalError } from '../../errors.ts';
import type { SchemaEditor } from '../base/schema-editor.ts';

export interface SchemaObject {
  type: 'trigger' | 'view' | 'index';
  name: string;
  table: string;
  sql: string;
}

/** Triggers, views and indexes of a person's own that a rebuild of a table would break or take with it. */
export async function objectsAround(editor: SchemaEditor, table: string): Promise<SchemaObject[]> {
  const rows = await editor.connection.queryWrite(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE (type IN ('trigger', 'view') OR type = 'index' AND tbl_name = ?) AND sql IS NOT NULL ORDER BY rowid",
    [table],
  );
  const mentions = mentionOf(table);
  return rows
    .map(([type, name, tableName, sql]) => ({ type, name, table: tableName, sql }) as SchemaObject)
    .filter((one) => one.type === 'index' || mentions.test(one.sql));
}

/** Whether an index, a trigger or a view that is around names a column. */
export function isNamed(objects: readonly SchemaObject[], column: string): boolean {
  const mentions = mentionOf(column);
  return objects.some((one) => (one.type === 'index' ? mentionsColumn(one, column) : mentions.test(one.sql)));
}

/** Take away what would stand in the way of the table's renaming; indexes go with the table. */
export async function dropViewsAndTriggers(
  editor: SchemaEditor,
  objects: readonly SchemaObject[],
): Promise<void> {
  for (const { type, name } of objects) {
    if (type !== 'index') await editor.execute(`DROP ${type.toUpperCase()} ${editor.quoteName(name)}`);
  }
}

/**
 * Put back triggers and views, and those indexes that the model knows nothing of.
 * @param isKnown whether an index is one that the model asks for
 * @param lost columns that the table has no more: an index over them is gone with them
 */
export async function restoreObjects(
  editor: SchemaEditor,
  objects: readonly SchemaObject[],
  { isKnown, lost }: { isKnown: (index: SchemaObject) => boolean; lost: readonly string[] },
): Promise<void> {
  for (const one of objects) {
    if (one.type === 'index' && (isKnown(one) || lost.some((column) => mentionsColumn(one, column))))
      continue;
    try {
      await editor.execute(one.sql);
    } catch (error) {
      throw new OperationalError(
        `The ${one.type} '${one.name}' of a person's own does not fit the changed table '${one.table}'.`,
        `Drop it in a RunSQL before this operation, and make it anew after it: ${one.sql}`,
        { cause: error },
      );
    }
  }
}

/**
 * Tells which indexes are those of some statements: by what they are, because a renamed table keeps indexes that were named for its
 * old name, or by their name, because another framework may have written the condition in other words.
 */
export function areOf(
  statements: readonly { toString(): string }[],
): (index: Pick<SchemaObject, 'name' | 'sql'>) => boolean {
  const bodies = new Set(statements.map((sql) => indexBody(String(sql))));
  const names = new Set(statements.map((sql) => INDEX_NAME.exec(String(sql))?.[1]?.replaceAll('""', '"')));
  return ({ name, sql }) => names.has(name) || bodies.has(indexBody(sql));
}

const INDEX_NAME = /INDEX "((?:[^"]|"")*)"/;

function indexBody(sql: string): string {
  return sql.replace(INDEX_NAME, 'INDEX');
}

function mentionsColumn(index: SchemaObject, column: string): boolean {
  const columns = index.sql.slice(index.sql.indexOf('('));
  return mentionOf(column).test(columns);
}

function mentionOf(name: string): RegExp {
  return new RegExp(`(^|[^\\w])${escapeRegExp(name)}($|[^\\w])`, 'i');
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
