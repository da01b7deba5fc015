import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import type BetterSqlite3 from 'better-sqlite3';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { mergedPackage } from '../../../utils/typescript/merged-package.ts';
import { betterSqlite3Driver } from './better-sqlite3-driver.ts';
import type { SqliteDriver } from './driver.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';

let chosen: SqliteDriver | undefined;

/**
 * The SQLite driver of this process: Node's own where it can give rows as arrays (22.16 and newer), which measured
 * faster, else better-sqlite3. `OPTIONS: { driver: 'better-sqlite3' }` of a database asks for one by name.
 * @throws ImproperlyConfigured when there is neither.
 */
export function loadSqliteDriver(wanted?: unknown): SqliteDriver {
  if (wanted !== undefined) return loadByName(wanted);
  chosen ??= loadNodeSqlite() ?? loadBetterSqlite3() ?? missing();
  return chosen;
}

function loadByName(wanted: unknown): SqliteDriver {
  if (wanted === 'node:sqlite') return loadNodeSqlite() ?? missing();
  if (wanted === 'better-sqlite3') return loadBetterSqlite3() ?? missing();
  throw new ImproperlyConfigured(
    `OPTIONS.driver of an SQLite database is ${JSON.stringify(wanted)}.`,
    "It is 'node:sqlite' or 'better-sqlite3'; left out, the faster of those present is taken.",
  );
}

/** Whether this Node brings an SQLite that can be used: one that gives rows as arrays. */
export function nodeHasSqlite(): boolean {
  return usableModule() !== undefined;
}

function usableModule(): typeof import('node:sqlite') | undefined {
  const module = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
  return module !== undefined && 'setReturnArrays' in module.StatementSync.prototype ? module : undefined;
}

function loadNodeSqlite(): SqliteDriver | undefined {
  const module = usableModule();
  return module === undefined ? undefined : nodeSqliteDriver(module.DatabaseSync as typeof DatabaseSync);
}

/** The binary is loaded by opening a database, so a build for another Node version shows here. */
function loadBetterSqlite3(): SqliteDriver | undefined {
  try {
    const driver = betterSqlite3Driver(...betterSqlite3());
    driver.open(':memory:', { readonly: false, timeout: 0 }).close();
    return driver;
  } catch (error) {
    loadError = error;
    return undefined;
  }
}

/** The package, as one script where that can be kept, with a binary of its own: the project may use the package for itself. */
function betterSqlite3(): [typeof BetterSqlite3, binary?: object] {
  const require = createRequire(import.meta.url);
  const merged = mergedPackage('better-sqlite3', ['bindings']) as typeof BetterSqlite3 | undefined;
  if (merged === undefined) return [require('better-sqlite3') as typeof BetterSqlite3];
  const binary = { exports: {} };
  process.dlopen(binary, require.resolve('better-sqlite3/build/Release/better_sqlite3.node'));
  return [merged, binary.exports];
}

let loadError: unknown;

function missing(): never {
  const built = (loadError as { code?: string } | undefined)?.code === 'ERR_DLOPEN_FAILED';
  throw new ImproperlyConfigured(
    `No SQLite driver can be loaded on Node ${process.version}.`,
    built
      ? 'better-sqlite3 is there but was built for another Node: run `npm rebuild better-sqlite3`.'
      : 'Install one with `npm install better-sqlite3`, or use Node 22.16 or newer, which has SQLite built in.',
    { cause: loadError },
  );
}
