import path from 'node:path';
import { isConfigured, settings } from '../conf/configure.ts';
import type { DatabaseSettings } from '../conf/settings.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { nearest } from '../utils/nearest.ts';
import { shownValue } from '../utils/shown-value.ts';
import type { DatabaseWrapper } from './backends/base/database-wrapper.ts';
import type { DatabaseFeatures } from './backends/base/features.ts';
import { MysqlDatabase } from './backends/mysql/database-wrapper.ts';
import { PostgresDatabase } from './backends/postgresql/database-wrapper.ts';
import { SqliteDatabase } from './backends/sqlite3/database-wrapper.ts';
import { isMemoryFile } from './backends/sqlite3/open.ts';
import { checkMysqlOptions, checkPostgresOptions, checkSqliteOptions } from './check-options.ts';
import { checkNames, checkSettings } from './check-settings.ts';

export const DEFAULT_DB_ALIAS = 'default';

interface Engine {
  readonly checkOptions: (place: string, options: Readonly<Record<string, unknown>>) => void;
  readonly open: (alias: string, database: DatabaseSettings) => DatabaseWrapper;
}

const ENGINES: ReadonlyMap<string, Engine> = new Map<string, Engine>([
  [
    'sqlite3',
    {
      checkOptions: checkSqliteOptions,
      open: (alias, database) => new SqliteDatabase(alias, withFullPath(database)),
    },
  ],
  [
    'postgresql',
    {
      checkOptions: checkPostgresOptions,
      open: (alias, database) => new PostgresDatabase(alias, database),
    },
  ],
  [
    'mysql',
    { checkOptions: checkMysqlOptions, open: (alias, database) => new MysqlDatabase(alias, database) },
  ],
]);

/** The databases of the project, opened when they are first used: `connections.get('default')`. */
export class ConnectionHandler {
  readonly #open = new Map<string, DatabaseWrapper>();
  readonly #overrides = new Map<string, DatabaseSettings>();

  /** @throws ImproperlyConfigured for an alias that `DATABASES` doesn't have, or an engine that there isn't */
  get(alias: string = DEFAULT_DB_ALIAS): DatabaseWrapper {
    return this.#open.get(alias) ?? this.#connect(alias);
  }

  /** The aliases of `DATABASES`. */
  get aliases(): string[] {
    return [...new Set([...Object.keys(settings.DATABASES), ...this.#overrides.keys()])];
  }

  all(): DatabaseWrapper[] {
    return this.aliases.map((alias) => this.get(alias));
  }

  /**
   * Use other settings for an alias from now on, whatever `DATABASES` says: how tests get a database of their own.
   * @returns a function that closes it and goes back
   */
  async override(alias: string, database: DatabaseSettings): Promise<() => Promise<void>> {
    await this.#close(alias);
    const before = this.#overrides.get(alias);
    this.#overrides.set(alias, database);
    return async () => {
      await this.#close(alias);
      if (before === undefined) this.#overrides.delete(alias);
      else this.#overrides.set(alias, before);
    };
  }

  /** Close every connection; the next query opens it again. */
  async closeAll(): Promise<void> {
    for (const alias of [...this.#open.keys()]) await this.#close(alias);
  }

  async #close(alias: string): Promise<void> {
    const connection = this.#open.get(alias);
    this.#open.delete(alias);
    await connection?.close();
  }

  #connect(alias: string): DatabaseWrapper {
    const database = this.#overrides.get(alias) ?? configured(alias);
    checkSettings(alias, database);
    const name = database.ENGINE.replace(/^django\.db\.backends\./, '');
    const engine = ENGINES.get(name);
    if (engine === undefined) {
      throw new ImproperlyConfigured(
        `DATABASES['${alias}'].ENGINE is '${database.ENGINE}', which isn't an available database backend.`,
        `Available are: ${[...ENGINES.keys()].join(', ')}.`,
      );
    }
    engine.checkOptions(`DATABASES['${alias}'].OPTIONS`, database.OPTIONS ?? {});
    const connection = engine.open(alias, database);
    this.#open.set(alias, connection);
    return connection;
  }
}

function configured(alias: string): DatabaseSettings {
  const databases = settings.DATABASES;
  if (typeof alias !== 'string')
    throw new ImproperlyConfigured(`A connection is asked for by its name, not by ${shownValue(alias)}.`);
  checkNames('DATABASES', databases, undefined);
  if (Object.hasOwn(databases, alias)) return databases[alias]!;
  const aliases = Object.keys(databases);
  const near = nearest(alias, aliases);
  throw new ImproperlyConfigured(
    `The connection '${alias}' doesn't exist.`,
    aliases.length === 0
      ? "Set DATABASES: { default: { ENGINE: 'sqlite3', NAME: 'db.sqlite3' } }."
      : near === undefined
        ? `DATABASES has: ${aliases.join(', ')}.`
        : `Did you mean '${near}'?`,
  );
}

/** A relative file name starts at the project's folder. */
function withFullPath(database: DatabaseSettings): DatabaseSettings {
  if (isMemoryFile(database.NAME) || path.isAbsolute(database.NAME)) return database;
  return { ...database, NAME: path.resolve(settings.BASE_DIR, database.NAME) };
}

export const connections: ConnectionHandler = new ConnectionHandler();

/** The default database, whichever that is when it is asked. */
export const connection: DatabaseWrapper = new Proxy({} as DatabaseWrapper, {
  get: (_, name) => {
    const target = connections.get();
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === 'function' ? value.bind(target) : value;
  },
  has: (_, name) => name in connections.get(),
});

/** What the default database can do; undefined where no project says which one it is. */
export function defaultFeatures(): DatabaseFeatures | undefined {
  return isConfigured() && DEFAULT_DB_ALIAS in settings.DATABASES ? connections.get().features : undefined;
}
