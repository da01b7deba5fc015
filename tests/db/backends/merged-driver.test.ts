import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { loadSqliteDriver, nodeHasSqlite } from '../../../src/db/backends/sqlite3/load-driver.ts';
import { mergedPackage } from '../../../src/utils/typescript/merged-package.ts';

const require = createRequire(import.meta.url);

/** Where Node has SQLite the package need not be installed. */
describe.skipIf(nodeHasSqlite())('better-sqlite3', () => {
  test('is merged into one script that is kept', () => {
    const merged = mergedPackage('better-sqlite3', ['bindings']) as { SqliteError: unknown } | undefined;
    expect(merged?.SqliteError).toBeTypeOf('function');
    expect(merged?.SqliteError).not.toBe(require('better-sqlite3').SqliteError);
  });

  test('has errors of its own where the project uses the package as well', () => {
    const driver = loadSqliteDriver('better-sqlite3');
    const ours = driver.open(':memory:', { readonly: false, timeout: 0 });
    const Database = require('better-sqlite3');
    const theirs = new Database(':memory:');
    expect(() => theirs.exec('no sql')).toThrow(Database.SqliteError);
    expect(() => ours.exec('no sql')).toThrow('near "no": syntax error');
    ours.close();
    theirs.close();
  });

  test('that is not installed is said to be missing', () => {
    expect(() => mergedPackage('no-such-package', [])).toThrow("Cannot find module 'no-such-package");
  });
});
