import { computation, computedOf, remakeComputed, withoutComputed } from './computed-columns.ts';
import { ColumnsReference, ddl, NameReference, type Statement, TableReference } from './ddl-references.ts';
import { effectiveDefault } from './effective-default.ts';
import { bareTableName, makeIndexName } from './naming.ts';
import { columnsOf, type Filling, SchemaEditor } from './schema-editor.ts';
import {
  automaticJoinTable,
  isEnforcedKey,
  onDeleteSql,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaIndex,
  type SchemaManyToMany,
  type SchemaModel,
} from './schema-model.ts';

/** A database that changes tables in place; foreign keys are made after all tables. */
export abstract class InPlaceSchemaEditor extends SchemaEditor {
  /** What follows a foreign key: when it is checked. */
  protected readonly keySuffix: string = '';
  /** What follows DROP COLUMN. */
  protected readonly dropSuffix: string = '';
  /** Whether a column with values can become one that is computed. */
  protected readonly columnsBecomeGenerated: boolean = false;
  /** Whether a column can get another type while a generated one is computed of it. */
  protected readonly typesChangeUnderGenerated: boolean = true;

  // --- columns

  override async addField(model: SchemaModel, field: SchemaField, filling?: Filling): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.createModel(joinTable);
    if (this.columnType(field) === undefined) return;
    const [table, column] = [this.quoteName(model._meta.dbTable), this.quoteName(field.column)];
    const own = field.generated || field.hasDbDefault;
    const value = own ? null : effectiveDefault(field, this.connection, filling);
    const valueSql = value === null ? undefined : this.defaultSql(field, value);
    const parts = [column, this.columnSql(model, field, valueSql)];
    const { check } = field.dbParameters(this.connection);
    if (check) parts.push(`CHECK (${check})`);
    const suffix = field.dbTypeSuffix(this.connection);
    if (suffix) parts.push(suffix);
    await this.execute(`ALTER TABLE ${table} ADD COLUMN ${parts.join(' ')}`);
    if (value !== null) await this.execute(`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`);
    if (isEnforcedKey(field)) this.deferred.push(this.addKeySql(model, field));
    this.deferred.push(...this.fieldIndexesSql(model, field));
  }

  override async removeField(model: SchemaModel, field: SchemaField): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.deleteModel(joinTable);
    if (field.manyToMany || this.columnType(field) === undefined) return;
    const { dbTable } = model._meta;
    if (isEnforcedKey(field)) await this.dropKeys(model, field);
    const [table, column] = [this.quoteName(dbTable), this.quoteName(field.column)];
    await this.execute(`ALTER TABLE ${table} DROP COLUMN ${column}${this.dropSuffix}`);
    this.deferred = this.deferred.filter((statement) => !statement.referencesColumn(dbTable, field.column));
  }

  override async alterField(
    model: SchemaModel,
    from: SchemaField,
    to: SchemaField,
    filling?: Filling,
  ): Promise<void> {
    if (from.manyToMany && to.manyToMany) {
      this.checkJoins(from, to);
      const both = automaticJoinTable(from) !== undefined && automaticJoinTable(to) !== undefined;
      if (both) await this.alterManyToMany(model, from, to);
      return;
    }
    if (this.columnType(from) === undefined && this.columnType(to) === undefined) return;
    const remade = to.generated && (from.generated || !this.columnsBecomeGenerated);
    if (remade && computation(this, from) !== computation(this, to))
      await remakeComputed(this, model, from, to);
    else {
      const inTheWay = this.typesChangeUnderGenerated ? [] : computedOf(this, model, from, to);
      await withoutComputed(this, model, inTheWay, to.model, () =>
        this.alterColumn(model, from, to, filling),
      );
    }
  }

  /** Change a column that is there before and after. */
  protected abstract alterColumn(
    model: SchemaModel,
    from: SchemaField,
    to: SchemaField,
    filling?: Filling,
  ): Promise<void>;

  override async alterManyToMany(_model: SchemaModel, from: SchemaField, to: SchemaField): Promise<void> {
    const [old, now] = [from as SchemaManyToMany, to as SchemaManyToMany];
    const [oldTable, newTable] = [old.remoteField.through(), now.remoteField.through()];
    await this.alterDbTable(newTable, oldTable._meta.dbTable, newTable._meta.dbTable);
    await this.alterColumn(newTable, old.sourceField, now.sourceField);
    await this.alterColumn(newTable, old.targetField, now.targetField);
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
    return ddl`ALTER TABLE ${new TableReference(dbTable, quote)} ADD CONSTRAINT ${name} FOREIGN KEY (${own}) REFERENCES ${new TableReference(target, quote)} (${other})${onDeleteSql(field)}${this.keySuffix}`;
  }

  keyName(table: string, columns: readonly string[], target: string, column: string): string {
    const suffix = `_fk_${bareTableName(target)}_${column}`;
    return makeIndexName(bareTableName(table), columns, suffix, this.connection.ops.maxNameLength);
  }

  /** Drop the foreign keys over a column. */
  async dropKeys(model: SchemaModel, field: SchemaForeignKey): Promise<void> {
    const { dbTable } = model._meta;
    const target = field.remoteField.model()._meta.dbTable;
    const names = this.collecting
      ? [this.keyName(dbTable, [field.column], target, field.targetField.column)]
      : await this.connection.introspection.foreignKeys(dbTable, field.column);
    for (const name of names) await this.dropKey(dbTable, name);
    this.deferred = this.deferred.filter(
      (statement) =>
        !(String(statement).includes(' FOREIGN KEY ') && statement.referencesColumn(dbTable, field.column)),
    );
  }

  protected abstract dropKey(table: string, name: string): Promise<void>;

  // --- indexes

  override async renameIndex(model: SchemaModel, from: SchemaIndex, to: SchemaIndex): Promise<void> {
    if (!this.canMakeIndex(from)) return;
    await this.renameIndexNamed(model._meta.dbTable, from.name, to.name);
  }

  override async renameIndexTogether(
    model: SchemaModel,
    fields: readonly string[],
    newName: string,
  ): Promise<void> {
    const columns = columnsOf(model, fields);
    const { dbTable } = model._meta;
    const name = await this.togetherName(model, columns, false);
    await this.renameIndexNamed(dbTable, name ?? this.indexName(dbTable, columns, '_idx'), newName);
  }

  protected abstract renameIndexNamed(table: string, from: string, to: string): Promise<void>;
}
