import type { Statement } from '../base/ddl-references.ts';
import { columnsOf } from '../base/schema-editor.ts';
import { changed, type SchemaConstraint, type SchemaIndex, type SchemaModel } from '../base/schema-model.ts';
import {
  areOf,
  dropViewsAndTriggers,
  isNamed,
  objectsAround,
  restoreObjects,
  type SchemaObject,
} from './keep-objects.ts';
import type { SqliteSchemaEditor } from './schema-editor.ts';
import { type Alteration, reshape, type TableChange } from './table-shape.ts';

/**
 * Make a table anew with a change that ALTER TABLE cannot make: the new table under a temporary name, the rows copied, the
 * old one dropped, the new one renamed. Indexes and triggers come back, people's own included; rows of other tables that
 * point here stay, because `SchemaEditor.run()` has switched foreign keys off.
 */
export async function remakeTable(
  editor: SqliteSchemaEditor,
  whole: SchemaModel,
  change: TableChange,
): Promise<void> {
  const model = await withoutMissingKey(editor, whole);
  const quote = (name: string): string => editor.quoteName(name);
  const table = model._meta.dbTable;
  const empty = await isSurelyEmpty(editor, table);
  const temporary = empty ? table : `new__${table}`;
  const before = editor.collecting ? [] : await objectsAround(editor, table);
  const isAutomatic = areOf(before.length === 0 ? [] : automaticIndexes(editor, model));
  const own = before.filter((one) => one.type !== 'index' || !isAutomatic(one));
  const altered = await renameFirst(editor, table, change.altered ?? [], own);
  const kept = own.length === 0 ? [] : await reread(editor, table, own);
  const { model: fresh, copies } = reshape(model, { ...change, altered, table: temporary }, quote, (item) =>
    itemSql(editor, model, item),
  );

  const waiting = editor.deferred.filter((statement) => !statement.referencesTable(table));
  editor.deferred = [];
  if (empty) await replaceEmpty(editor, table, fresh, kept);
  else await replace(editor, table, fresh, copies, kept);

  const made = [...editor.deferred, ...editor.modelIndexesSql(fresh)];
  for (const statement of made) statement.renameTable(temporary, table);
  editor.deferred = waiting;
  for (const statement of made) await editor.execute(statement);
  if (kept.length === 0) return;
  const columns = new Set(fresh._meta.localFields.map((field) => field.column));
  const renamed = new Set((change.altered ?? []).map(({ from }) => from.column));
  const lost = model._meta.localFields
    .map(({ column }) => column)
    .filter((column) => !columns.has(column) && !renamed.has(column));
  await restoreObjects(editor, kept, { isKnown: areOf(made), lost });
}

/**
 * SQLite rewrites what names a column when it renames it, which a table that is made anew does not: where somebody's own index,
 * trigger or view names the column, it is renamed first. @returns the alterations of the columns under their new names
 */
async function renameFirst(
  editor: SqliteSchemaEditor,
  table: string,
  alterations: readonly Alteration[],
  own: readonly SchemaObject[],
): Promise<Alteration[]> {
  const settled: Alteration[] = [];
  for (const alteration of alterations) {
    const [old, now] = [alteration.from.column, alteration.to.column];
    if (old === now || !isNamed(own, old)) {
      settled.push(alteration);
      continue;
    }
    const [from, to] = [editor.quoteName(old), editor.quoteName(now)];
    await editor.execute(`ALTER TABLE ${editor.quoteName(table)} RENAME COLUMN ${from} TO ${to}`);
    settled.push({ ...alteration, from: changed(alteration.from, { column: now }) });
  }
  return settled;
}

/** The same objects as they are now. */
async function reread(
  editor: SqliteSchemaEditor,
  table: string,
  own: readonly SchemaObject[],
): Promise<SchemaObject[]> {
  const names = new Set(own.map(({ type, name }) => `${type} ${name}`));
  return (await objectsAround(editor, table)).filter(({ type, name }) => names.has(`${type} ${name}`));
}

/** A model without a key has one that comes by itself, which its table lacks for as long as the key moves to another column. */
async function withoutMissingKey(editor: SqliteSchemaEditor, model: SchemaModel): Promise<SchemaModel> {
  const { pk, dbTable, localFields } = model._meta;
  if (!pk.autoCreated || !pk.concrete || editor.collecting) return model;
  const columns = await editor.connection.introspection.columns(dbTable);
  if (columns.some(({ name }) => name === pk.column)) return model;
  const meta = changed(model._meta, { localFields: localFields.filter((field) => field !== pk) });
  return changed(model, { _meta: meta });
}

/** Whether a table has no rows, and nobody can write one until the transaction that is open ends. */
async function isSurelyEmpty(editor: SqliteSchemaEditor, table: string): Promise<boolean> {
  if (editor.collecting || !editor.atomic) return false;
  const rows = await editor.connection.queryWrite(`SELECT 1 FROM ${editor.quoteName(table)} LIMIT 1`);
  return rows.length === 0;
}

/** The new table beside the old one, the rows copied, then its name: SQLite looks through the whole schema for that. */
async function replace(
  editor: SqliteSchemaEditor,
  table: string,
  fresh: SchemaModel,
  copies: ReadonlyMap<string, string>,
  kept: readonly SchemaObject[],
): Promise<void> {
  const [old, now] = [editor.quoteName(table), editor.quoteName(fresh._meta.dbTable)];
  await editor.execute(editor.tableSql(fresh));
  if (copies.size > 0) {
    const columns = [...copies.keys()].map((name) => editor.quoteName(name)).join(', ');
    const values = [...copies.values()].join(', ');
    await editor.execute(`INSERT INTO ${now} (${columns}) SELECT ${values} FROM ${old}`);
  }
  if (!editor.collecting) await keepSequence(editor, table, fresh._meta.dbTable);
  await dropViewsAndTriggers(editor, kept);
  await editor.execute(`DROP TABLE ${old}`);
  await editor.execute(`ALTER TABLE ${now} RENAME TO ${old}`);
}

/** Without rows there is nothing to copy, so the new table takes its name at once. */
async function replaceEmpty(
  editor: SqliteSchemaEditor,
  table: string,
  fresh: SchemaModel,
  kept: readonly SchemaObject[],
): Promise<void> {
  const last = await sequenceOf(editor, table);
  await dropViewsAndTriggers(editor, kept);
  await editor.execute(`DROP TABLE ${editor.quoteName(table)}`);
  await editor.execute(editor.tableSql(fresh));
  if (last === undefined) return;
  const name = editor.quoteValue(table);
  await editor.execute(
    `INSERT INTO sqlite_sequence (name, seq) VALUES (${name}, ${editor.quoteValue(last)})`,
  );
}

function itemSql(
  editor: SqliteSchemaEditor,
  model: SchemaModel,
  item: SchemaIndex | SchemaConstraint,
): string {
  const inTable = 'constraintSql' in item ? item.constraintSql(model, editor) : undefined;
  return String(inTable ?? item.createSql(model, editor) ?? '');
}

/** Statements for every index that a model asks for. */
function automaticIndexes(editor: SqliteSchemaEditor, model: SchemaModel): Statement[] {
  const groups = model._meta.uniqueTogether.map((group) =>
    editor.uniqueSql(model, { columns: columnsOf(model, group) }),
  );
  const constraints = (model._meta.constraints as readonly SchemaConstraint[]).map((constraint) =>
    constraint.createSql(model, editor),
  );
  return [...groups, ...editor.modelIndexesSql(model), ...constraints].filter((sql) => sql !== undefined);
}

/** The last key that a table with AUTOINCREMENT gave out; undefined when it gave none. */
async function sequenceOf(editor: SqliteSchemaEditor, table: string): Promise<unknown> {
  if (!(await editor.connection.introspection.hasSequences())) return undefined;
  const sql = 'SELECT seq FROM sqlite_sequence WHERE name = ?';
  return (await editor.connection.queryWrite(sql, [table]))[0]?.[0];
}

/** AUTOINCREMENT goes on where it was: a key that was given out once, and deleted, is never given out again. */
async function keepSequence(editor: SqliteSchemaEditor, from: string, to: string): Promise<void> {
  if (!(await editor.connection.introspection.hasSequences())) return;
  const [name, other] = [editor.quoteValue(to), editor.quoteValue(from)];
  const last = `SELECT seq FROM sqlite_sequence WHERE name = ${other}`;
  await editor.execute(`DELETE FROM sqlite_sequence WHERE name = ${name} AND EXISTS (${last})`);
  await editor.execute(
    `INSERT INTO sqlite_sequence (name, seq) SELECT ${name}, seq FROM sqlite_sequence WHERE name = ${other}`,
  );
}
