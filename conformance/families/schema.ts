import { pushOverride } from '../../src/conf/configure.ts';
import { SqliteDatabase } from '../../src/db/backends/sqlite3/database-wrapper.ts';
import { ProjectState, type StateApps } from '../../src/db/migrations/index.ts';
import { modelStates } from '../orm/model-states.ts';
import type { Family, Vector } from '../vector.ts';

let apps: StateApps | undefined;

/** The statements that make a model's table, its indexes and its join tables on SQLite. */
async function run(vector: Vector, folder: string): Promise<readonly string[] | string> {
  const restore = pushOverride({ DEFAULT_AUTO_FIELD: 'AutoField' });
  try {
    apps ??= new ProjectState(modelStates(folder)).apps;
    const database = new SqliteDatabase('default', { ENGINE: 'sqlite3', NAME: ':memory:' });
    const editor = await database.schemaEditor({ collectSql: true });
    await editor.run(() => editor.createModel(apps!.getModel(String(vector['label']))));
    return editor.collectedSql;
  } catch (error) {
    return String(error);
  } finally {
    restore();
  }
}

function compare(vector: Vector, result: unknown): string | undefined {
  if (!Array.isArray(result)) return String(result);
  const expected = (vector['sqlite'] as { sql: string[] }).sql.map(plain).sort();
  const found = [...(result as string[])].sort();
  if (JSON.stringify(found) === JSON.stringify(expected)) return undefined;
  return `expected ${expected.join('\n')}, got ${found.join('\n')}`;
}

/** Django puts the column on the right of a comparison in parentheses of its own. */
function plain(sql: string): string {
  return sql.replace(/(?<=[<>=] )\(("[^"]+")\)/g, '$1');
}

/** Tables, as the schema editor makes them. */
export const schema: Family = { name: 'orm/schema', run, compare };
