import { pushOverride } from '../../src/conf/configure.ts';
import { PostgresDatabase } from '../../src/db/backends/postgresql/database-wrapper.ts';
import { SqliteDatabase } from '../../src/db/backends/sqlite3/database-wrapper.ts';
import { ProjectState, type StateApps } from '../../src/db/migrations/index.ts';
import { modelStates } from '../orm/model-states.ts';
import type { Family, Vector } from '../vector.ts';

let apps: StateApps | undefined;

type Statements = Readonly<Record<string, readonly string[]>>;

/** The backends, by the names that the recorded facts have for them; nothing connects. */
const BACKENDS = {
  sqlite: () => new SqliteDatabase('default', { ENGINE: 'sqlite3', NAME: ':memory:' }),
  postgresql: () => new PostgresDatabase('default', { ENGINE: 'postgresql', NAME: 'none' }),
} as const;

/** The statements that make a model's table, its indexes and its join tables, on each database. */
async function run(vector: Vector, folder: string): Promise<Statements | string> {
  const restore = pushOverride({ DEFAULT_AUTO_FIELD: 'AutoField' });
  try {
    apps ??= new ProjectState(modelStates(folder)).apps;
    const model = apps.getModel(String(vector['label']));
    const made: Record<string, readonly string[]> = {};
    for (const [name, database] of Object.entries(BACKENDS)) {
      const editor = await database().schemaEditor({ collectSql: true });
      await editor.run(() => editor.createModel(model));
      made[name] = editor.collectedSql;
    }
    return made;
  } catch (error) {
    return String(error);
  } finally {
    restore();
  }
}

function compare(vector: Vector, result: unknown): string | undefined {
  if (typeof result === 'string') return result;
  for (const name of Object.keys(BACKENDS)) {
    const expected = (vector[name] as { sql: string[] }).sql.map(plain).sort();
    const found = [...(result as Statements)[name]!].sort();
    if (JSON.stringify(found) !== JSON.stringify(expected))
      return `on ${name}: expected ${expected.join('\n')}, got ${found.join('\n')}`;
  }
  return undefined;
}

/** Django puts the column on the right of a comparison in parentheses of its own. */
function plain(sql: string): string {
  return sql.replace(/(?<=[<>=] )\(("[^"]+")\)/g, '$1');
}

/** Tables, as the schema editor makes them. */
export const schema: Family = { name: 'orm/schema', run, compare };
