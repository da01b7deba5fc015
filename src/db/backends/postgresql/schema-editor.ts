import type { Awaitable } from '../../../utils/awaitable.ts';
import { atomic } from '../../transaction.ts';
import { ddl, type Statement } from '../base/ddl-references.ts';
import { InPlaceSchemaEditor } from '../base/in-place-schema-editor.ts';
import type { Filling, IndexParts } from '../base/schema-editor.ts';
import { automaticJoinTable, type SchemaField, type SchemaModel } from '../base/schema-model.ts';
import { PostgresColumnChange } from './alter-column.ts';
import type { PostgresDatabase } from './database-wrapper.ts';
import { quoteValue } from './quote-value.ts';

/** PostgreSQL changes tables in place; foreign keys are made after all tables, and checked at commit. */
export class PostgresSchemaEditor extends InPlaceSchemaEditor {
  declare readonly connection: PostgresDatabase;
  protected override readonly keySuffix = ' DEFERRABLE INITIALLY DEFERRED';
  protected override readonly dropSuffix = ' CASCADE';
  protected override readonly typesChangeUnderGenerated = false;

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
    await super.addField(model, field, filling);
    if (field.dbComment && this.columnType(field) !== undefined) await this.commentColumn(model, field);
  }

  protected override async alterColumn(
    model: SchemaModel,
    from: SchemaField,
    to: SchemaField,
    filling?: Filling,
  ): Promise<void> {
    await new PostgresColumnChange(this, model, from, to).run(filling);
  }

  /** What the key still has to check is checked first. */
  protected override async dropKey(table: string, name: string): Promise<void> {
    await this.execute(`SET CONSTRAINTS ${this.quoteName(name)} IMMEDIATE`);
    await this.dropConstraint(table, name);
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

  protected override async renameIndexNamed(_table: string, from: string, to: string): Promise<void> {
    await this.execute(`ALTER INDEX ${this.quoteName(from)} RENAME TO ${this.quoteName(to)}`);
  }

  protected override async dropTogether(
    model: SchemaModel,
    columns: readonly string[],
    name: string,
    unique: boolean,
  ): Promise<void> {
    if (unique) await this.dropConstraint(model._meta.dbTable, name);
    else await super.dropTogether(model, columns, name, unique);
  }
}
