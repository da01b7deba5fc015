import type { Awaitable } from '../../../utils/awaitable.ts';
import { NotSupportedError } from '../../errors.ts';
import { ddl, type Statement, TableReference } from '../base/ddl-references.ts';
import { InPlaceSchemaEditor } from '../base/in-place-schema-editor.ts';
import { columnsOf, type Filling } from '../base/schema-editor.ts';
import {
  isEnforcedKey,
  type SchemaConstraint,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaIndex,
  type SchemaModel,
} from '../base/schema-model.ts';
import { MysqlColumnChange } from './alter-column.ts';
import { columnSql } from './column-sql.ts';
import { isLimitedType } from './data-types.ts';
import type { MysqlDatabase } from './database-wrapper.ts';
import { quoteValue } from './quote-value.ts';

/** MySQL changes tables in place and at once: no statement that changes a table can be undone by a rollback. */
export class MysqlSchemaEditor extends InPlaceSchemaEditor {
  protected override readonly columnsBecomeGenerated: boolean = true;
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

  /** MySQL takes a default of long text only as an expression. */
  override defaultSql(field: SchemaField, value: unknown): string {
    const bare =
      !isLimitedType(this.columnType(field)) || this.connection.features.supportsDefaultsOfLongText;
    return bare ? quoteValue(value) : `(${quoteValue(value)})`;
  }

  /** A column doesn't go while checks and unique indexes name it: those of several columns go first. */
  override async removeField(model: SchemaModel, field: SchemaField): Promise<void> {
    if (!this.collecting && this.columnType(field) !== undefined) {
      if (isEnforcedKey(field)) await this.dropKeys(model, field);
      await this.#dropCombined(model, field.column);
    }
    await super.removeField(model, field);
  }

  async #dropCombined(model: SchemaModel, column: string): Promise<void> {
    const { dbTable } = model._meta;
    for (const [name, info] of await this.connection.introspection.constraints(dbTable)) {
      if (!info.columns.includes(column) || info.primaryKey || info.foreignKey !== null) continue;
      if (info.check && !info.ofColumn) {
        await this.execute(`ALTER TABLE ${this.quoteName(dbTable)} DROP CONSTRAINT ${this.quoteName(name)}`);
      }
      const [first] = info.columns;
      if (!info.index || info.columns.length === 1 || first == null) continue;
      if (first !== column) await this.keepIndexOfKey(model, first, name);
      await this.execute(this.deleteIndexSql(name, dbTable));
    }
  }

  protected override async alterColumn(
    model: SchemaModel,
    from: SchemaField,
    to: SchemaField,
    filling?: Filling,
  ): Promise<void> {
    await new MysqlColumnChange(this, model, from, to).run(filling);
  }

  override addKeySql(model: SchemaModel, field: SchemaForeignKey): Statement {
    if (field.onDelete.sql?.endsWith('SET DEFAULT')) {
      throw new NotSupportedError(
        `MySQL and MariaDB have no ON DELETE SET DEFAULT, which '${field.name}' of ${model._meta.label} asks for.`,
        'Use SET_DEFAULT, which the framework sees to.',
      );
    }
    return super.addKeySql(model, field);
  }

  protected override async dropKey(table: string, name: string): Promise<void> {
    await this.execute(`ALTER TABLE ${this.quoteName(table)} DROP FOREIGN KEY ${this.quoteName(name)}`);
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

  protected override async renameIndexNamed(table: string, from: string, to: string): Promise<void> {
    await this.execute(
      `ALTER TABLE ${this.quoteName(table)} RENAME INDEX ${this.quoteName(from)} TO ${this.quoteName(to)}`,
    );
  }

  protected override async dropTogether(
    model: SchemaModel,
    columns: readonly string[],
    name: string,
    unique: boolean,
  ): Promise<void> {
    await this.keepIndexOfKey(model, columns[0]!, name);
    await super.dropTogether(model, columns, name, unique);
  }

  override async removeIndex(model: SchemaModel, index: SchemaIndex): Promise<void> {
    if (await this.#wasLeftOut(model, index)) return;
    if (this.canMakeIndex(index)) await this.#keepKeysIndexed(model, index);
    await super.removeIndex(model, index);
  }

  override async renameIndex(model: SchemaModel, from: SchemaIndex, to: SchemaIndex): Promise<void> {
    if (await this.#wasLeftOut(model, from)) await this.addIndex(model, to);
    else await super.renameIndex(model, from, to);
  }

  /** The first versions made no index with a condition here, where Django makes one without it. */
  async #wasLeftOut(model: SchemaModel, { condition, name }: SchemaIndex): Promise<boolean> {
    if (condition === undefined || this.collecting) return false;
    return !(await this.connection.introspection.constraints(model._meta.dbTable)).has(name);
  }

  override async removeConstraint(model: SchemaModel, constraint: SchemaConstraint): Promise<void> {
    const { name, fields } = constraint as SchemaConstraint & { fields?: readonly string[] };
    if (constraint.removeSql(model, this) !== undefined) await this.#keepKeysIndexed(model, { name, fields });
    await super.removeConstraint(model, constraint);
  }

  async #keepKeysIndexed(
    model: SchemaModel,
    { name, fields = [] }: { name: string; fields?: readonly string[] | undefined },
  ): Promise<void> {
    const [first] = fields;
    if (first === undefined) return;
    const [column] = columnsOf(model, [first.replace(/^-/, '')]);
    await this.keepIndexOfKey(model, column!, name);
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
