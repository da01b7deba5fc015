import type { Awaitable } from '../../../utils/awaitable.ts';
import { NotSupportedError } from '../../errors.ts';
import {
  ColumnsReference,
  ddl,
  NameReference,
  type Statement,
  TableReference,
} from '../base/ddl-references.ts';
import { effectiveDefault } from '../base/effective-default.ts';
import { bareTableName, makeIndexName } from '../base/naming.ts';
import { columnsOf, type Filling, SchemaEditor } from '../base/schema-editor.ts';
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
import { columnSql } from './column-sql.ts';
import { isLimitedType } from './data-types.ts';
import type { MysqlDatabase } from './database-wrapper.ts';
import { quoteValue } from './quote-value.ts';

/** MySQL changes tables in place and at once: no statement that changes a table can be undone by a rollback. */
export class MysqlSchemaEditor extends SchemaEditor {
  declare readonly connection: MysqlDatabase;

  override async run<T>(body: () => Awaitable<T>): Promise<T> {
    const result = await body();
    await this.runDeferred();
    return result;
  }

  override quoteValue(value: unknown): string {
    return quoteValue(value);
  }

  override columnSql(_model: SchemaModel, field: SchemaField, defaultSql?: string): string | undefined {
    return columnSql(this, field, defaultSql);
  }

  // --- tables

  override tableSql(model: SchemaModel): string {
    const { dbTableComment } = model._meta;
    return `${super.tableSql(model)}${dbTableComment ? ` COMMENT ${quoteValue(dbTableComment)}` : ''}`;
  }

  override async alterDbTableComment(model: SchemaModel, _from: string, to: string): Promise<void> {
    await this.execute(`ALTER TABLE ${this.quoteName(model._meta.dbTable)} COMMENT = ${quoteValue(to)}`);
  }

  // --- columns

  override async addField(model: SchemaModel, field: SchemaField, filling?: Filling): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.createModel(joinTable);
    if (this.columnType(field) === undefined) return;
    const [table, column] = [this.quoteName(model._meta.dbTable), this.quoteName(field.column)];
    const own = field.generated || field.hasDbDefault;
    const value = own ? null : effectiveDefault(field, this.connection, filling);
    const definition = this.columnSql(
      model,
      field,
      value === null ? undefined : this.defaultSql(field, value),
    );
    const { check } = field.dbParameters(this.connection);
    await this.execute(
      `ALTER TABLE ${table} ADD COLUMN ${column} ${definition}${check ? ` CHECK (${check})` : ''}`,
    );
    if (value !== null) await this.execute(`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`);
    if (isEnforcedKey(field)) this.deferred.push(this.addKeySql(model, field));
    this.deferred.push(...this.fieldIndexesSql(model, field));
  }

  /** MySQL takes a default of long text only as an expression. */
  defaultSql(field: SchemaField, value: unknown): string {
    const bare =
      !isLimitedType(this.columnType(field)) || this.connection.features.supportsDefaultsOfLongText;
    return bare ? quoteValue(value) : `(${quoteValue(value)})`;
  }

  override async removeField(model: SchemaModel, field: SchemaField): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.deleteModel(joinTable);
    if (field.manyToMany || this.columnType(field) === undefined) return;
    const { dbTable } = model._meta;
    if (isEnforcedKey(field)) await this.dropKeys(model, field);
    await this.execute(`ALTER TABLE ${this.quoteName(dbTable)} DROP COLUMN ${this.quoteName(field.column)}`);
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
    if (field.onDelete.sql?.endsWith('SET DEFAULT')) {
      throw new NotSupportedError(
        `MySQL and MariaDB have no ON DELETE SET DEFAULT, which '${field.name}' of ${model._meta.label} asks for.`,
        'Use SET_DEFAULT, which the framework sees to.',
      );
    }
    const quote = (name: string): string => this.quoteName(name);
    const { dbTable } = model._meta;
    const target = field.remoteField.model()._meta.dbTable;
    const { column } = field.targetField;
    const suffix = `_fk_${bareTableName(target)}_${column}`;
    const name = new NameReference(dbTable, [field.column], (table, columns) =>
      quote(makeIndexName(bareTableName(table), columns, suffix, this.connection.ops.maxNameLength)),
    );
    const own = new ColumnsReference(dbTable, [field.column], quote);
    const other = new ColumnsReference(target, [column], quote);
    return ddl`ALTER TABLE ${new TableReference(dbTable, quote)} ADD CONSTRAINT ${name} FOREIGN KEY (${own}) REFERENCES ${new TableReference(target, quote)} (${other})${onDeleteSql(field)}`;
  }

  /** Drop the foreign keys over a column. */
  async dropKeys(model: SchemaModel, field: SchemaField): Promise<void> {
    const { dbTable } = model._meta;
    const names = this.collecting
      ? []
      : await this.connection.introspection.foreignKeys(dbTable, [field.column]);
    for (const name of names) {
      await this.execute(`ALTER TABLE ${this.quoteName(dbTable)} DROP FOREIGN KEY ${this.quoteName(name)}`);
    }
    this.deferred = this.deferred.filter(
      (statement) =>
        !(String(statement).includes(' FOREIGN KEY ') && statement.referencesColumn(dbTable, field.column)),
    );
  }

  // --- indexes

  /** A foreign key brings an index of its own, and long text can have none of its whole length. */
  override fieldIndexesSql(model: SchemaModel, field: SchemaField): Statement[] {
    if (isEnforcedKey(field) || isLimitedType(this.columnType(field))) return [];
    return super.fieldIndexesSql(model, field);
  }

  override deleteIndexSql(name: string, table: string): Statement {
    const quote = (one: string): string => this.quoteName(one);
    return ddl`DROP INDEX ${quote(name)} ON ${new TableReference(table, quote)}`;
  }

  override async renameIndex(model: SchemaModel, from: SchemaIndex, to: SchemaIndex): Promise<void> {
    await this.#renameIndex(model._meta.dbTable, from.name, to.name);
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
    await this.#renameIndex(dbTable, found[0] ?? this.indexName(dbTable, columns, '_idx'), newName);
  }

  async #renameIndex(table: string, from: string, to: string): Promise<void> {
    await this.execute(
      `ALTER TABLE ${this.quoteName(table)} RENAME INDEX ${this.quoteName(from)} TO ${this.quoteName(to)}`,
    );
  }

  protected override async deleteTogether(
    model: SchemaModel,
    columns: readonly string[],
    unique: boolean,
  ): Promise<void> {
    const { dbTable } = model._meta;
    const automatic = this.indexName(dbTable, columns, unique ? '_uniq' : '_idx');
    const found = this.collecting
      ? []
      : await this.connection.introspection.indexesOver(dbTable, columns, unique);
    const waiting = this.deferred.find((statement) => String(statement).includes(this.quoteName(automatic)));
    if (found.length === 0 && waiting !== undefined) {
      this.deferred = this.deferred.filter((statement) => statement !== waiting);
      return;
    }
    const named = [...model._meta.constraints, ...model._meta.indexes] as readonly { name: string }[];
    const own = new Set(named.map(({ name }) => name));
    const name = found.find((one) => !own.has(one)) ?? automatic;
    await this.keepIndexOfKey(model, columns[0]!, name);
    await this.execute(this.deleteIndexSql(name, dbTable));
  }

  /** A foreign key needs an index that starts with its column: when the one that goes is the last, it gets another. */
  async keepIndexOfKey(model: SchemaModel, column: string, going: string): Promise<void> {
    const key = model._meta.localFields.find((field) => field.column === column && isEnforcedKey(field));
    if (key === undefined || this.collecting) return;
    const constraints = await this.connection.introspection.constraints(model._meta.dbTable);
    const others = [...constraints].filter(
      ([name, info]) => name !== going && info.index && info.columns[0] === column,
    );
    if (others.length === 0) await this.execute(this.indexSql(model, { columns: [column] }));
  }
}
