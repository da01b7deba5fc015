import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configure, isConfigured } from 'jango/conf';
import { connections } from 'jango/db';
import { Migration, type MigrationDefinition, type Operation, ProjectState } from 'jango/db/migrations';

/** An SQLite file of its own for a test, and the models that its migrations have made so far. */
export class Database {
  readonly #folder: string;
  readonly #restore: () => Promise<void>;
  state: ProjectState = new ProjectState();
  readonly #applied: { migration: Migration; before: ProjectState }[] = [];

  constructor(folder: string, restore: () => Promise<void>) {
    this.#folder = folder;
    this.#restore = restore;
  }

  static async open(): Promise<Database> {
    if (!isConfigured()) configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });
    const folder = await mkdtemp(path.join(tmpdir(), 'jango-schema-'));
    const settings = { ENGINE: 'sqlite3', NAME: path.join(folder, 'db.sqlite3') };
    return new Database(folder, await connections.override('default', settings));
  }

  async close(): Promise<void> {
    await this.#restore();
    rmSync(this.#folder, { recursive: true });
  }

  /** Apply operations to the database, and to the state. */
  async apply(
    operations: readonly Operation[],
    definition: Partial<MigrationDefinition> = {},
  ): Promise<void> {
    const migration = new Migration('shop', `000${this.#applied.length + 1}_step`, {
      ...definition,
      operations,
    });
    const before = this.state.clone();
    const after = this.state.clone();
    const editor = await connections.get().schemaEditor({ atomic: migration.atomic });
    await editor.run(() => migration.apply(after, editor));
    this.#applied.push({ migration, before });
    this.state = after;
  }

  /** Undo the last operations. */
  async undo(): Promise<void> {
    const { migration, before } = this.#applied.pop()!;
    const editor = await connections.get().schemaEditor();
    await editor.run(() => migration.unapply(before, editor));
    this.state = before;
  }

  async run(sql: string, ...params: unknown[]): Promise<void> {
    await connections.get().execute(sql, params);
  }

  async rows(sql: string): Promise<unknown[][]> {
    return connections.get().queryWrite(sql);
  }

  /** Everything in the database's own list of what there is, by name; automatic indexes left out. */
  async schema(): Promise<Record<string, string>> {
    const rows = await this.rows('SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name');
    return Object.fromEntries(rows.filter(([name]) => name !== 'sqlite_sequence')) as Record<string, string>;
  }
}
