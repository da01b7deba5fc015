import type { Awaitable } from '../../../utils/awaitable.ts';
import { atomic } from '../../transaction.ts';
import {
  ColumnsReference,
  ddl,
  NameReference,
  type Statement,
  TableReference,
} from '../base/ddl-references.ts';
import { effectiveDefault } from '../base/effective-default.ts';
import { bareTableName, makeIndexName } from '../base/naming.ts';
import { columnsOf, type Filling, type IndexParts, SchemaEditor } from '../base/schema-editor.ts';
import {
  automaticJoinTable,
  isEnforcedKey,
  onDeleteSql,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaIndex,
  type SchemaManyToMany,
  type SchemaModel,
} from '../base/schema-model.ts';
import { alterColumn } from './alter-column.ts';
import type { PostgresDatabase } from './database-wrapper.ts';
import { quoteValue } from './quote-value.ts';

const DEFERRED = 'DEFERRABLE INITIALLY DEFERRED';

/** PostgreSQL changes tables in place; foreign keys are made after all tables, and checked at commit. */
export class PostgresSchemaEditor extends SchemaEditor {
  declare readonly connection: PostgresDatabase;

  override async run<T>(body: () => Awaitable<T>): Promise<T> {
    const all = async (): Promise<T> => {
      const result = await body();
      await this.runDeferred();
      return result;
    };
    return this.atomic ? atomic(all, { using: this.connection.alias }) : all();
  }

  override quoteValue(value: unknown): string {
    return quoteValue(value);
  }

  // --- tables

  override async createModel(model: SchemaModel): Promise<void> {
    await super.createModel(model);
    if (model._meta.dbTableComment) await this.alterDbTableComment(model, '', model._meta.dbTableComment);
    for (const field of model._meta.localFields) if (field.dbComment) await this.commentColumn(model, field);
  }

  override async deleteModel(model: SchemaModel): Promise<void> {
    for (const field of model._meta.localManyToMany) {
      const joinTable = automaticJoinTable(field);
      if (joinTable !== undefined) await this.deleteModel(joinTable);
    }
    const { dbTable } = model._meta;
    await this.execute(`DROP TABLE ${this.quoteName(dbTable)} CASCADE`);
    this.deferred = this.deferred.filter((statement) => !statement.referencesTable(dbTable));
  }

  override async alterDbTableComment(model: SchemaModel, _from: string, to: string): Promise<void> {
    const comment = to ? quoteValue(to) : 'NULL';
    await this.execute(`COMMENT ON TABLE ${this.quoteName(model._meta.dbTable)} IS ${comment}`);
  }

  async commentColumn(model: SchemaModel, field: SchemaField): Promise<void> {
    const comment = field.dbComment ? quoteValue(field.dbComment) : 'NULL';
    const column = `${this.quoteName(model._meta.dbTable)}.${this.quoteName(field.column)}`;
    await this.execute(`COMMENT ON COLUMN ${column} IS ${comment}`);
  }

  // --- columns

  override async addField(model: SchemaModel, field: SchemaField, filling?: Filling): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.createModel(joinTable);
    if (this.columnType(field) === undefined) return;
    const table = this.quoteName(model._meta.dbTable);
    const column = this.quoteName(field.column);
    const own = field.generated || field.hasDbDefault;
    const value = own ? null : effectiveDefault(field, this.connection, filling);
    const definition = this.columnSql(model, field, value === null ? undefined : quoteValue(value));
    const { check } = field.dbParameters(this.connection);
    const parts = [column, definition];
    if (check) parts.push(`CHECK (${check})`);
    const suffix = field.dbTypeSuffix(this.connection);
    if (suffix) parts.push(suffix);
    await this.execute(`ALTER TABLE ${table} ADD COLUMN ${parts.join(' ')}`);
    if (value !== null) await this.execute(`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`);
    if (isEnforcedKey(field)) this.deferred.push(this.addKeySql(model, field));
    if (field.dbComment) await this.commentColumn(model, field);
    this.deferred.push(...this.fieldIndexesSql(model, field));
  }

  override async removeField(model: SchemaModel, field: SchemaField): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.deleteModel(joinTable);
    if (field.manyToMany || this.columnType(field) === undefined) return;
    const { dbTable } = model._meta;
    if (isEnforcedKey(field)) await this.dropKeys(model, field);
    const [table, column] = [this.quoteName(dbTable), this.quoteName(field.column)];
    await this.execute(`ALTER TABLE ${table} DROP COLUMN ${column} CASCADE`);
    this.deferred = this.deferred.filter((statement) => !statement.referencesColumn(dbTable, field.column));
  }

  override async alterField(
    model: SchemaModel,
    from: SchemaField,
    to: SchemaField,
    filling?: Filling,
  ): Promise<void> {
    if (from.manyToMany && to.manyToMany) {
      const both = automaticJoinTable(from) !== undefined && automaticJoinTable(to) !== undefined;
      if (both) await this.alterManyToMany(model, from, to);
      return;
    }
    if (this.columnType(from) === undefined && this.columnType(to) === undefined) return;
    await alterColumn(this, model, from, to, filling);
  }

  override async alterManyToMany(_model: SchemaModel, from: SchemaField, to: SchemaField): Promise<void> {
    const [old, now] = [from as SchemaManyToMany, to as SchemaManyToMany];
    const [oldTable, newTable] = [old.remoteField.through(), now.remoteField.through()];
    await this.alterDbTable(newTable, oldTable._meta.dbTable, newTable._meta.dbTable);
    await alterColumn(this, newTable, old.sourceField, now.sourceField);
    await alterColumn(this, newTable, old.targetField, now.targetField);
  }

  // --- foreign keys

  /** Made when all tables are there. */
  protected override foreignKeySql(model: SchemaModel, field: SchemaForeignKey): string[] {
    this.deferred.push(this.addKeySql(model, field));
    return [];
  }

  addKeySql(model: SchemaModel, field: SchemaForeignKey): Statement {
    const quote = (name: string): string => this.quoteName(name);
    const { dbTable } = model._meta;
    const target = field.remoteField.model()._meta.dbTable;
    const { column } = field.targetField;
    const name = new NameReference(dbTable, [field.column], (table, columns) =>
      quote(this.keyName(table, columns, target, column)),
    );
    const own = new ColumnsReference(dbTable, [field.column], quote);
    const other = new ColumnsReference(target, [column], quote);
    return ddl`ALTER TABLE ${new TableReference(dbTable, quote)} ADD CONSTRAINT ${name} FOREIGN KEY (${own}) REFERENCES ${new TableReference(target, quote)} (${other})${onDeleteSql(field)} ${DEFERRED}`;
  }

  keyName(table: string, columns: readonly string[], target: string, column: string): string {
    const suffix = `_fk_${bareTableName(target)}_${column}`;
    return makeIndexName(bareTableName(table), columns, suffix, this.connection.ops.maxNameLength);
  }

  /** Drop the foreign keys over a column; what they still have to check is checked first. */
  async dropKeys(model: SchemaModel, field: SchemaForeignKey): Promise<void> {
    const { dbTable } = model._meta;
    const target = field.remoteField.model()._meta.dbTable;
    const names = this.collecting
      ? [this.keyName(dbTable, [field.column], target, field.targetField.column)]
      : await this.connection.introspection.foreignKeys(dbTable, field.column);
    for (const name of names) {
      await this.execute(`SET CONSTRAINTS ${this.quoteName(name)} IMMEDIATE`);
      await this.dropConstraint(dbTable, name);
    }
    this.deferred = this.deferred.filter(
      (statement) =>
        !(String(statement).includes(' FOREIGN KEY ') && statement.referencesColumn(dbTable, field.column)),
    );
  }

  async dropConstraint(table: string, name: string): Promise<void> {
    await this.execute(`ALTER TABLE ${this.quoteName(table)} DROP CONSTRAINT ${this.quoteName(name)}`);
  }

  // --- indexes

  /** Texts get a second index, by which LIKE can search whatever the collation of the database. */
  override fieldIndexesSql(model: SchemaModel, field: SchemaField): Statement[] {
    const like = this.likeIndexSql(model, field);
    const own = super.fieldIndexesSql(model, field);
    return like === undefined ? own : [...own, like];
  }

  likeIndexSql(model: SchemaModel, field: SchemaField): Statement | undefined {
    const kind = /^(varchar|text)(?!.*\[)/.exec(this.columnType(field) ?? '')?.[1];
    const { collation } = field.dbParameters(this.connection);
    if (kind === undefined || collation || !(field.dbIndex || field.unique)) return undefined;
    const suffixes = [`${kind}_pattern_ops`];
    return this.indexSql(model, { columns: [field.column], suffix: '_like', suffixes });
  }

  override indexSql(model: SchemaModel, parts: IndexParts): Statement {
    const { kind, name, table, columns, condition } = this.indexPieces(model, parts);
    const using = parts.using === undefined ? '' : ` USING ${parts.using}`;
    const quoted = parts.include?.map((column) => this.quoteName(column)) ?? [];
    const include = quoted.length === 0 ? '' : ` INCLUDE (${quoted.join(', ')})`;
    const distinct = parts.nullsDistinct ?? null;
    const nulls = distinct === null ? '' : distinct ? ' NULLS DISTINCT' : ' NULLS NOT DISTINCT';
    const stored = parts.with?.length ? ` WITH (${parts.with.join(', ')})` : '';
    return ddl`CREATE ${kind} ${name} ON ${table}${using} (${columns})${include}${nulls}${stored}${condition}`;
  }

  /** A constraint, or an index where a constraint cannot say it. */
  override uniqueSql(model: SchemaModel, parts: IndexParts): Statement {
    const named = { suffix: '_uniq', ...parts, unique: true };
    const { name, table, columns } = this.indexPieces(model, named);
    const needsIndex =
      parts.expressions !== undefined ||
      parts.condition !== undefined ||
      (parts.include?.length ?? 0) > 0 ||
      (parts.suffixes?.length ?? 0) > 0;
    if (needsIndex) return this.indexSql(model, named);
    return ddl`ALTER TABLE ${table} ADD CONSTRAINT ${name} UNIQUE (${columns})`;
  }

  override deleteIndexSql(name: string, _table = '', concurrently = false): Statement {
    return ddl`DROP INDEX ${concurrently ? 'CONCURRENTLY ' : ''}IF EXISTS ${this.quoteName(name)}`;
  }

  override async renameIndex(_model: SchemaModel, from: SchemaIndex, to: SchemaIndex): Promise<void> {
    await this.#renameIndex(from.name, to.name);
  }

  override async renameIndexTogether(
    model: SchemaModel,
    fields: readonly string[],
    newName: string,
  ): Promise<void> {
    const columns = columnsOf(model, fields);
    const { dbTable } = model._meta;
    const found = this.collecting
      ? []
      : await this.connection.introspection.indexesOver(dbTable, columns, false);
    await this.#renameIndex(found[0] ?? this.indexName(dbTable, columns, '_idx'), newName);
  }

  async #renameIndex(from: string, to: string): Promise<void> {
    await this.execute(`ALTER INDEX ${this.quoteName(from)} RENAME TO ${this.quoteName(to)}`);
  }

  protected override async deleteTogether(
    model: SchemaModel,
    columns: readonly string[],
    unique: boolean,
  ): Promise<void> {
    const { dbTable } = model._meta;
    const { introspection } = this.connection;
    const automatic = this.indexName(dbTable, columns, unique ? '_uniq' : '_idx');
    const found = this.collecting
      ? []
      : unique
        ? await introspection.uniqueConstraints(dbTable, columns)
        : await introspection.indexesOver(dbTable, columns, false);
    const waiting = this.deferred.find((statement) => String(statement).includes(this.quoteName(automatic)));
    if (found.length === 0 && waiting !== undefined) {
      this.deferred = this.deferred.filter((statement) => statement !== waiting);
      return;
    }
    const own = (model._meta.constraints as readonly { name: string }[]).map(({ name }) => name);
    const name = found.find((one) => !own.includes(one)) ?? automatic;
    if (unique) await this.dropConstraint(dbTable, name);
    else await this.execute(this.deleteIndexSql(name));
  }
}
