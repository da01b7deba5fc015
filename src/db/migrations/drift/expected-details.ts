import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { changed, type SchemaModel } from '../../backends/base/schema-model.ts';
import type { TableDetails } from '../../backends/base/table-details.ts';
import { DatabaseError } from '../../errors.ts';
import { atomic, setRollback } from '../../transaction.ts';

const SCRATCH = 'drift__scratch';

/**
 * What the database would say of the table of a model. A server is asked by a temporary table, of which nothing stays; undefined
 * where it makes none.
 */
export async function expectedDetails(
  model: SchemaModel,
  connection: DatabaseWrapper,
): Promise<TableDetails | undefined> {
  const [table, ...indexes] = await statements(model, connection);
  if (table === undefined) return undefined;
  const read = connection.introspection.detailsOfStatements(table, indexes);
  if (read !== undefined) return read;
  try {
    return await atomic(() => askedOfScratch(table, indexes, connection), { using: connection.alias });
  } catch (error) {
    if (error instanceof DatabaseError) return undefined;
    throw error;
  }
}

async function askedOfScratch(
  table: string,
  indexes: readonly string[],
  connection: DatabaseWrapper,
): Promise<TableDetails | undefined> {
  const { features, introspection, ops } = connection;
  // Where a rollback doesn't take the table back, it would stay as long as the connection.
  const drop = async (): Promise<void> => {
    if (features.canRollbackDdl) return;
    await connection.execute(`DROP TEMPORARY TABLE IF EXISTS ${ops.quoteName(SCRATCH)}`);
  };
  await drop();
  await connection.execute(table.replace(/^CREATE TABLE /, 'CREATE TEMPORARY TABLE '));
  for (const sql of indexes) await connection.execute(sql);
  const details = await introspection.details(SCRATCH);
  await drop();
  setRollback(true, { using: connection.alias });
  return details;
}

/** The statements that make a table like the model's, without its foreign keys: temporary tables have none. */
async function statements(model: SchemaModel, connection: DatabaseWrapper): Promise<string[]> {
  const meta = changed(model._meta, { dbTable: SCRATCH, localManyToMany: [] });
  const editor = await connection.schemaEditor({ collectSql: true });
  await editor.run(() => editor.createModel(changed(model, { _meta: meta })));
  return editor.collectedSql.filter((sql) => !/ ADD CONSTRAINT \S+ FOREIGN KEY /.test(sql));
}
