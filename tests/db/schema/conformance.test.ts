import { configure } from 'jango/conf';
import { connections } from 'jango/db';
import { ProjectState } from 'jango/db/migrations';
import { describe, expect, test } from 'vitest';
import { hasVectors, readVectors } from '../../support/conformance.ts';
import { modelStates } from './model-vectors.ts';

interface SchemaVector {
  label: string;
  sqlite: { sql: string[] };
}

/** Django puts the column on the right of a comparison in parentheses of its own. */
function plain(sql: string): string {
  return sql.replace(/(?<=[<>=] )\(("[^"]+")\)/g, '$1');
}

describe.skipIf(!hasVectors)('tables of Django on SQLite', () => {
  configure({
    SECRET_KEY: 'x',
    BASE_DIR: '/nowhere',
    DEFAULT_AUTO_FIELD: 'AutoField',
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  });
  const { apps } = new ProjectState(modelStates());

  for (const { label, sqlite } of readVectors('orm/schema') as unknown as SchemaVector[]) {
    test(label, async () => {
      const editor = await connections.get().schemaEditor({ collectSql: true });
      await editor.run(() => editor.createModel(apps.getModel(label)));
      expect([...editor.collectedSql].sort()).toEqual(sqlite.sql.map(plain).sort());
    });
  }
});
