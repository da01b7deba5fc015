import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import type { MigrationKey } from './migration.ts';
import { type NodeName, nodeName } from './node-name.ts';

export const MIGRATIONS_TABLE = 'django_migrations';

/** The table in which a database keeps which migrations it has had: Django's own, so that either framework can go on. */
export class MigrationRecorder {
  readonly #connection: DatabaseWrapper;
  #hasSchema = false;

  constructor(connection: DatabaseWrapper) {
    this.#connection = connection;
  }

  hasTable(): Promise<boolean> {
    return this.#connection.introspection.hasTable(MIGRATIONS_TABLE);
  }

  /** Make the table, if it isn't there. */
  async ensureSchema(): Promise<void> {
    if (this.#hasSchema) return;
    if (!(await this.hasTable())) await this.#makeTable();
    this.#hasSchema = true;
  }

  async #makeTable(): Promise<void> {
    const { recordModel } = await import('./record-model.ts');
    const editor = await this.#connection.schemaEditor();
    await editor.run(async () => {
      // Another process may have been quicker; inside of the transaction there is no doubt.
      if (!(await this.hasTable())) await editor.createModel(recordModel());
    });
  }

  /** The applied migrations, with the time of each as the database has it, in the order they were applied. */
  async appliedMigrations(): Promise<Map<NodeName, AppliedMigration>> {
    if (!(await this.hasTable())) return new Map();
    const sql = `SELECT "app", "name", "applied" FROM ${this.#table} ORDER BY "applied", "id"`;
    const rows = await this.#connection.query(this.#quoted(sql));
    return new Map(
      rows.map(([app, name, applied]) => {
        const key = [String(app), String(name)] as const;
        return [nodeName(key), { key, applied }];
      }),
    );
  }

  async isApplied(key: MigrationKey): Promise<boolean> {
    const sql = `SELECT 1 FROM ${this.#table} WHERE "app" = ${this.#mark(1)} AND "name" = ${this.#mark(2)}`;
    return (await this.#connection.queryWrite(this.#quoted(sql), key)).length > 0;
  }

  async recordApplied(key: MigrationKey): Promise<void> {
    await this.ensureSchema();
    const now = this.#connection.ops.adaptDateTimeFieldValue(new Date());
    const marks = [1, 2, 3].map((position) => this.#mark(position)).join(', ');
    const sql = `INSERT INTO ${this.#table} ("app", "name", "applied") VALUES (${marks})`;
    await this.#connection.execute(this.#quoted(sql), [...key, now]);
  }

  async recordUnapplied(key: MigrationKey): Promise<void> {
    await this.ensureSchema();
    const sql = `DELETE FROM ${this.#table} WHERE "app" = ${this.#mark(1)} AND "name" = ${this.#mark(2)}`;
    await this.#connection.execute(this.#quoted(sql), key);
  }

  get #table(): string {
    return this.#connection.ops.quoteName(MIGRATIONS_TABLE);
  }

  #mark(position: number): string {
    return this.#connection.ops.placeholder(position);
  }

  /** Column names are written with double quotes here; a database may want others. */
  #quoted(sql: string): string {
    return sql.replace(/"(\w+)"/g, (_, name: string) => this.#connection.ops.quoteName(name));
  }
}

export interface AppliedMigration {
  key: MigrationKey;
  /** As the driver gives it. */
  applied: unknown;
}
