import type { Statement } from '../base/ddl-references.ts';
import { columnsOf } from '../base/schema-editor.ts';
import type { SchemaConstraint, SchemaIndex, SchemaModel } from '../base/schema-model.ts';
import { dropViewsAndTriggers, indexBody, objectsAround, restoreObjects } from './keep-objects.ts';
import type { SqliteSchemaEditor } from './schema-editor.ts';
import { reshape, type TableChange } from './table-shape.ts';

/**
 * Make a table anew with a change that ALTER TABLE cannot make: the new table under a temporary name, the rows copied, the
 * old one dropped, the new one renamed. Indexes and triggers come back, people's own included; rows of other tables that
 * point here stay, because `SchemaEditor.run()` has switched foreign keys off.
 */
export async function remakeTable(
  editor: SqliteSchemaEditor,
  model: SchemaModel,
  change: TableChange,
): Promise<void> {
  const quote = (name: string): string => editor.quoteName(name);
  const { model: fresh, copies } = reshape(model, change, quote, (item) => itemSql(editor, model, item));
  const table = model._meta.dbTable;
  const temporary = fresh._meta.dbTable;
  const kept = editor.collecting ? [] : await objectsAround(editor, table);

  const waiting = editor.deferred.filter((statement) => !statement.referencesTable(table));
  editor.deferred = [];
  await editor.execute(editor.tableSql(fresh));
  if (copies.size > 0) {
    const columns = [...copies.keys()].map(quote).join(', ');
    const values = [...copies.values()].join(', ');
    await editor.execute(
      `INSERT INTO ${quote(temporary)} (${columns}) SELECT ${values} FROM ${quote(table)}`,
    );
  }
  if (!editor.collecting) await keepSequence(editor, table, temporary);
  await dropViewsAndTriggers(editor, kept);
  await editor.execute(`DROP TABLE ${quote(table)}`);
  await editor.execute(`ALTER TABLE ${quote(temporary)} RENAME TO ${quote(table)}`);

  const own = [...editor.deferred, ...editor.modelIndexesSql(fresh)];
  for (const statement of own) statement.renameTable(temporary, table);
  editor.deferred = waiting;
  for (const statement of own) await editor.execute(statement);
  const known = new Set([...own, ...automaticIndexes(editor, model)].map(indexBody));
  const columns = new Set(fresh._meta.localFields.map((field) => field.column));
  const lost = model._meta.localFields.map(({ column }) => column).filter((column) => !columns.has(column));
  await restoreObjects(editor, kept, { known, lost });
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
