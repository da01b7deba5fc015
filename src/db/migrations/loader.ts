import type { Apps } from '../../apps/registry.ts';
import { apps as projectApps } from '../../apps/registry.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { AmbiguityError } from './errors/ambiguity-error.ts';
import { InconsistentMigrationHistory } from './errors/inconsistent-history.ts';
import { NodeNotFoundError } from './errors/node-not-found-error.ts';
import { MigrationGraph } from './graph.ts';
import type { Migration, MigrationKey } from './migration.ts';
import { hasMigrations, loadMigrations } from './migration-files.ts';
import { type NodeName, nodeName } from './node-name.ts';
import { type AppliedMigration, MigrationRecorder } from './recorder.ts';
import { allReplaced, replacedLeaves } from './replaced.ts';
import type { ProjectState } from './state/project-state.ts';

export interface LoaderOptions {
  apps?: Apps;
  /** Whether squashed migrations take the place of those they replace. */
  replaceMigrations?: boolean;
}

/** The migrations of all installed apps, as a graph, with those that a database has had. */
export class MigrationLoader {
  readonly apps: Apps;
  readonly #replaceMigrations: boolean;
  readonly #connection: DatabaseWrapper | undefined;
  graph: MigrationGraph = new MigrationGraph();
  /** Every migration that has a file, replaced ones included. */
  disk: ReadonlyMap<NodeName, Migration> = new Map();
  applied: Map<NodeName, AppliedMigration> = new Map();
  migratedApps: ReadonlySet<string> = new Set();
  /** Apps without a migrations folder: their tables are made by `migrate --run-syncdb`. */
  unmigratedApps: ReadonlySet<string> = new Set();

  /** @param connection undefined to look at files alone */
  constructor(connection: DatabaseWrapper | undefined, options: LoaderOptions = {}) {
    this.#connection = connection;
    this.apps = options.apps ?? projectApps;
    this.#replaceMigrations = options.replaceMigrations ?? true;
  }

  /** Load files and database, and build the graph. */
  static async load(
    connection: DatabaseWrapper | undefined,
    options: LoaderOptions = {},
  ): Promise<MigrationLoader> {
    const loader = new MigrationLoader(connection, options);
    await loader.buildGraph();
    return loader;
  }

  async buildGraph(): Promise<void> {
    const configs = this.apps.getAppConfigs();
    this.migratedApps = new Set(configs.filter(hasMigrations).map((app) => app.label));
    this.unmigratedApps = new Set(configs.filter((app) => !hasMigrations(app)).map((app) => app.label));
    const loaded = await loadMigrations(configs.filter(hasMigrations));
    this.disk = new Map(loaded.map((migration) => [String(migration), migration]));
    const recorder = this.#connection === undefined ? undefined : new MigrationRecorder(this.#connection);
    this.applied = (await recorder?.appliedMigrations()) ?? new Map();
    this.#buildGraph();
  }

  #buildGraph(): void {
    this.graph = new MigrationGraph();
    for (const migration of this.disk.values()) this.graph.addNode(migration);
    for (const migration of this.disk.values()) {
      for (const key of migration.dependencies) this.#addDependency(migration, key);
      for (const key of migration.runBefore) {
        const child = this.#resolve(key, migration);
        if (child !== undefined) this.graph.addDependency(child, migration.key, migration);
      }
    }
    const decided = new Set<Migration>();
    if (this.#replaceMigrations) {
      for (const migration of this.disk.values()) this.#replace(migration, decided);
    }
    this.graph.validate();
    this.graph.ensureNotCyclic();
  }

  #addDependency(migration: Migration, key: MigrationKey): void {
    const parent = this.#resolve(key, migration);
    if (parent !== undefined) this.graph.addDependency(migration.key, parent, migration);
  }

  /** What `__first__` and `__latest__` stand for; undefined for an app without migrations. */
  #resolve(key: MigrationKey, from: Migration): MigrationKey | undefined {
    const [appLabel, name] = key;
    if (name !== '__first__' && name !== '__latest__') return key;
    if (appLabel === from.appLabel || this.unmigratedApps.has(appLabel)) return undefined;
    if (!this.migratedApps.has(appLabel)) {
      throw new NodeNotFoundError(
        `Migration ${from} depends on the app '${appLabel}', which is not installed.`,
        'Add the app to INSTALLED_APPS.',
      );
    }
    const own = [...this.disk.values()].filter((one) => one.appLabel === appLabel);
    const inApp = (one: Migration) => one.dependencies.filter(([app]) => app === appLabel).map(nodeName);
    const needed = new Set(own.flatMap(inApp));
    const ends = own.filter((one) =>
      name === '__first__' ? inApp(one).length === 0 : !needed.has(String(one)),
    );
    return ends.sort((a, b) => (a.name < b.name ? -1 : 1))[0]?.key;
  }

  /**
   * Decide between a squashed migration and those that it replaces, beginning with squashed ones among these. It counts as
   * applied when all of them are; with some of them it is no use.
   */
  #replace(migration: Migration, decided: Set<Migration>): void {
    if (migration.replaces.length === 0 || decided.has(migration)) return;
    decided.add(migration);
    for (const key of migration.replaces) {
      const inner = this.disk.get(nodeName(key));
      if (inner !== undefined) this.#replace(inner, decided);
    }
    const applied = replacedLeaves(migration, this.disk).map((key) => this.applied.has(nodeName(key)));
    const name = String(migration);
    if (!applied.every(Boolean)) this.applied.delete(name);
    else if (!this.applied.has(name)) this.applied.set(name, { key: migration.key, applied: undefined });
    if (applied.every(Boolean) || !applied.includes(true)) {
      this.graph.removeReplacedNodes(migration.key, migration.replaces);
    } else {
      this.graph.removeReplacementNode(migration.key, migration.replaces);
    }
  }

  /** @throws InconsistentMigrationHistory when a migration is applied without one that it depends on */
  checkConsistentHistory(alias: string): void {
    for (const { key } of this.applied.values()) {
      if (!this.graph.has(key)) continue;
      for (const parent of this.graph.parentsOf(key)) {
        if (this.applied.has(String(parent))) continue;
        if (allReplaced(parent, this.disk).some((key) => this.applied.has(nodeName(key)))) continue;
        throw new InconsistentMigrationHistory(nodeName(key), String(parent), alias);
      }
    }
  }

  /** Apps whose migrations end in more than one: made side by side, to be merged. */
  detectConflicts(): Map<string, string[]> {
    const leaves = new Map<string, string[]>();
    for (const { appLabel, name } of this.graph.leafNodes()) {
      leaves.set(appLabel, [...(leaves.get(appLabel) ?? []), name]);
    }
    return new Map([...leaves].filter(([, names]) => names.length > 1));
  }

  /**
   * A migration by the beginning of its name: `('articles', '0002')`.
   * @throws NodeNotFoundError, AmbiguityError
   */
  getMigrationByPrefix(appLabel: string, prefix: string): Migration {
    const own = [...this.disk.values()].filter((one) => one.appLabel === appLabel);
    const exact = own.find((one) => one.name === prefix);
    if (exact !== undefined) return exact;
    const found = own.filter((one) => one.name.startsWith(prefix));
    if (found.length === 1) return found[0]!;
    if (found.length > 1)
      throw new AmbiguityError(
        appLabel,
        prefix,
        found.map((one) => one.name),
      );
    throw new NodeNotFoundError(
      `There is no migration of '${appLabel}' that begins with '${prefix}'.`,
      own.length === 0
        ? 'The app has no migrations yet.'
        : `It has: ${own.map((one) => one.name).join(', ')}.`,
    );
  }

  /** The models after some migrations, by default after all of them. */
  projectState(keys?: readonly MigrationKey[], options: { atEnd?: boolean } = {}): ProjectState {
    const targets = keys ?? this.graph.leafNodes().map((migration) => migration.key);
    return this.graph.makeState(targets, { ...options, realApps: this.unmigratedApps });
  }
}
