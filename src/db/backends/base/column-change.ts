import { databaseDefaultSql } from './database-default.ts';
import { effectiveDefault } from './effective-default.ts';
import type { InPlaceSchemaEditor } from './in-place-schema-editor.ts';
import { type IncomingKey, incomingKeys, keysFollow } from './incoming-keys.ts';
import type { Filling } from './schema-editor.ts';
import { isEnforcedKey, onDeleteSql, type SchemaField, type SchemaModel } from './schema-model.ts';

/** A column changed in place: what leans on it goes first, then its name, type, default and NULL, then what leans on it anew. */
export abstract class ColumnChange<Editor extends InPlaceSchemaEditor> {
  protected readonly editor: Editor;
  protected readonly model: SchemaModel;
  protected readonly from: SchemaField;
  protected readonly to: SchemaField;
  protected readonly table: string;
  protected readonly changesType: boolean;
  /** Keys of other tables, and of this one, that have to follow. */
  protected readonly incoming: readonly IncomingKey[];
  readonly #changesKey: boolean;

  constructor(editor: Editor, model: SchemaModel, from: SchemaField, to: SchemaField) {
    this.editor = editor;
    this.model = model;
    this.from = from;
    this.to = to;
    this.table = model._meta.dbTable;
    this.changesType = editor.columnType(from) !== editor.columnType(to);
    this.#changesKey = this.changesType || keyOf(from) !== keyOf(to);
    // A key needs the very index that the database made it on, which changes when a unique column becomes the primary key.
    const reindexed = from.unique && to.unique && from.primaryKey !== to.primaryKey;
    this.incoming = reindexed || keysFollow(from, to, editor.connection) ? incomingKeys(to) : [];
  }

  async run(filling?: Filling): Promise<void> {
    const { from, to, editor, model } = this;
    if (isEnforcedKey(from) && this.#changesKey) await editor.dropKeys(model, from);
    for (const incoming of this.incoming) await editor.dropKeys(incoming.model, incoming.field);
    await this.dropDependents();
    await this.#rename();
    await this.changeColumn(filling);
    for (const incoming of this.incoming) await this.changeIncoming(incoming);
    await this.addDependents();
    if (isEnforcedKey(to) && (this.#changesKey || !isEnforcedKey(from))) {
      await editor.execute(editor.addKeySql(model, to));
    }
    for (const incoming of this.incoming) {
      if (isEnforcedKey(incoming.field)) {
        await editor.execute(editor.addKeySql(incoming.model, incoming.field));
      }
    }
  }

  /** Unique constraints, indexes and checks that the column has no more. */
  protected abstract dropDependents(): Promise<void>;
  protected abstract changeColumn(filling?: Filling): Promise<void>;
  /** Give a key that points here its new type. */
  protected abstract changeIncoming(incoming: IncomingKey): Promise<void>;
  /** Those that it has anew. */
  protected abstract addDependents(): Promise<void>;

  async #rename(): Promise<void> {
    const [from, to] = [this.from.column, this.to.column];
    if (from === to) return;
    await this.alterTable(`RENAME COLUMN ${this.quote(from)} TO ${this.quote(to)}`);
    for (const statement of this.editor.deferred) statement.renameColumn(this.table, from, to);
  }

  /** Give the rows without a value one, when the column takes NULL no more. @returns whether there was one to give */
  protected async fillNulls(filling?: Filling): Promise<boolean> {
    const { to, editor } = this;
    const column = this.quote(to.column);
    const value = effectiveDefault(to, editor.connection, filling);
    const sql = databaseDefaultSql(editor, to) ?? (value === null ? undefined : editor.quoteValue(value));
    if (sql === undefined) return false;
    await editor.execute(`UPDATE ${this.quote(this.table)} SET ${column} = ${sql} WHERE ${column} IS NULL`);
    return true;
  }

  protected get losesNull(): boolean {
    return this.from.null && !this.to.null && !this.to.generated;
  }

  protected async alterTable(what: string, table = this.table): Promise<void> {
    await this.editor.execute(`ALTER TABLE ${this.quote(table)} ${what}`);
  }

  protected quote(name: string): string {
    return this.editor.quoteName(name);
  }

  /** Names of indexes and constraints that the model has given. */
  protected get ownNames(): ReadonlySet<string> {
    const { constraints, indexes } = this.model._meta;
    return new Set(([...constraints, ...indexes] as readonly { name: string }[]).map(({ name }) => name));
  }
}

export function isUnique(field: SchemaField): boolean {
  return field.unique && !field.primaryKey;
}

export function isIndexed(field: SchemaField): boolean {
  return field.dbIndex && !field.unique;
}

/** Where a foreign key points, as text; undefined for what the database knows of no key of. */
function keyOf(field: SchemaField): string | undefined {
  if (!isEnforcedKey(field)) return undefined;
  return `${field.remoteField.model()._meta.dbTable}.${field.targetField.column}${onDeleteSql(field)}`;
}
