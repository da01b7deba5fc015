import type { Awaitable } from '../../../utils/awaitable.ts';
import { NotSupportedError } from '../../errors.ts';
import { columnDefinition, columnType } from './column-definition.ts';
import type { DatabaseWrapper } from './database-wrapper.ts';
import {
  ColumnsReference,
  ddl,
  ExpressionReference,
  NameReference,
  type Statement,
  TableReference,
} from './ddl-references.ts';
import { schemaExpressions } from './expression-compiler.ts';
import { interpolateParams } from './interpolate-params.ts';
import { bareTableName, makeIndexName } from './naming.ts';
import {
  automaticJoinTable,
  isEnforcedKey,
  type SchemaConstraint,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaIndex,
  type SchemaManyToMany,
  type SchemaModel,
} from './schema-model.ts';

export interface SchemaEditorOptions {
  /** Run everything in one transaction; only where the database can roll schema changes back. */
  atomic?: boolean;
  /** Collect the SQL in `collectedSql` and leave the database alone. */
  collectSql?: boolean;
}

/** A value for the rows that are there already, in place of the field's own default. */
export interface Filling {
  filling?: unknown;
}

export interface IndexParts {
  name?: string | undefined;
  /** Column names, as the database has them. */
  columns?: readonly string[];
  /** What follows each column: an operator class, `DESC`. */
  suffixes?: readonly string[];
  /** SQL of expressions in place of columns, and the columns that they read. */
  expressions?: { sql: string; columns: readonly string[] };
  /** SQL of the condition of a partial index, with its values in it. */
  condition?: string | undefined;
  unique?: boolean;
  /** Ending of an automatic name: `_idx`, `_uniq`. */
  suffix?: string;
  using?: string | undefined;
  include?: readonly string[] | undefined;
  nullsDistinct?: boolean | null | undefined;
  /** How the index is stored: `fillfactor = 70`. */
  with?: readonly string[];
  /** Let the table be written while the index is made, where the database can. */
  concurrently?: boolean | undefined;
}

export interface IndexPieces {
  readonly kind: string;
  readonly name: string | NameReference;
  readonly table: TableReference;
  readonly columns: ColumnsReference | ExpressionReference;
  /** With the WHERE before it, or empty. */
  readonly condition: string;
}

/**
 * Makes and changes tables. Work with it inside of `run()`, which opens the transaction and, at its end, sends what had
 * to wait. Methods take models and bound fields of the state they name; what they do to a database is what Django does.
 */
export abstract class SchemaEditor {
  readonly connection: DatabaseWrapper;
  readonly atomic: boolean;
  readonly collecting: boolean;
  readonly collectedSql: string[] = [];
  /** Statements that no rollback takes back, since the last time this was emptied. */
  readonly sent: string[] = [];
  /** Indexes and constraints that come after all tables. */
  deferred: Statement[] = [];

  constructor(connection: DatabaseWrapper, options: SchemaEditorOptions = {}) {
    this.connection = connection;
    this.collecting = options.collectSql ?? false;
    this.atomic = (options.atomic ?? true) && connection.features.canRollbackDdl && !this.collecting;
  }

  /** Do `body`, then what was deferred, all in a transaction where the database allows it. */
  abstract run<T>(body: () => Awaitable<T>): Promise<T>;

  /** Send a statement, or collect it. */
  async execute(sql: string | Statement, params: readonly unknown[] = []): Promise<void> {
    const text = String(sql);
    if (!this.collecting) {
      await this.connection.execute(text, params);
      if (!this.atomic) this.sent.push(text);
      return;
    }
    const shown = interpolateParams(text, params, (value) => this.quoteValue(value));
    this.collectedSql.push(shown.trimEnd().endsWith(';') ? shown : `${shown};`);
  }

  /** A value as SQL text, for statements that take no parameters. */
  abstract quoteValue(value: unknown): string;

  quoteName(name: string): string {
    return this.connection.ops.quoteName(name);
  }

  protected async runDeferred(): Promise<void> {
    const waiting = this.deferred;
    this.deferred = [];
    for (const statement of waiting) await this.execute(statement);
  }

  // --- tables

  /** Create a model's table, its indexes (deferred) and its automatic join tables. */
  async createModel(model: SchemaModel): Promise<void> {
    await this.execute(this.tableSql(model));
    this.deferred.push(...this.modelIndexesSql(model));
    for (const field of model._meta.localManyToMany) {
      const joinTable = automaticJoinTable(field);
      if (joinTable !== undefined) await this.createModel(joinTable);
    }
  }

  async deleteModel(model: SchemaModel): Promise<void> {
    for (const field of model._meta.localManyToMany) {
      const joinTable = automaticJoinTable(field);
      if (joinTable !== undefined) await this.deleteModel(joinTable);
    }
    const { dbTable } = model._meta;
    await this.execute(`DROP TABLE ${this.quoteName(dbTable)}`);
    this.deferred = this.deferred.filter((statement) => !statement.referencesTable(dbTable));
  }

  async alterDbTable(_model: SchemaModel, from: string, to: string): Promise<void> {
    if (from === to) return;
    await this.execute(`ALTER TABLE ${this.quoteName(from)} RENAME TO ${this.quoteName(to)}`);
    for (const statement of this.deferred) statement.renameTable(from, to);
  }

  /** Comments are kept by few databases; the others take no notice. */
  async alterDbTableComment(_model: SchemaModel, _from: string, _to: string): Promise<void> {}

  // --- columns

  abstract addField(model: SchemaModel, field: SchemaField, filling?: Filling): Promise<void>;
  abstract removeField(model: SchemaModel, field: SchemaField): Promise<void>;
  /** Change a column, a join table, or nothing when the database sees no difference. */
  abstract alterField(
    model: SchemaModel,
    from: SchemaField,
    to: SchemaField,
    filling?: Filling,
  ): Promise<void>;
  /** @throws NotSupportedError when a relation would change between a table of its own and a model that joins by itself */
  protected checkJoins(from: SchemaField, to: SchemaField): void {
    const [before, after] = [from, to].map(automaticJoinTable);
    if ((before === undefined) === (after === undefined)) return;
    throw new NotSupportedError(
      `The relation '${to.name}' of ${to.model._meta.label} cannot be altered to ${after === undefined ? 'have a `through`' : 'do without its `through`'}: its rows are in another table.`,
      'Remove the field and add it again, or keep the rows: SeparateDatabaseAndState with the change in `stateOperations`, and RunSQL that renames the table.',
    );
  }

  /** Rename an automatic join table and its columns after its model or field got another name. */
  abstract alterManyToMany(model: SchemaModel, from: SchemaField, to: SchemaField): Promise<void>;

  // --- indexes and constraints

  async addIndex(model: SchemaModel, index: SchemaIndex): Promise<void> {
    const statement = index.createSql(model, this);
    if (statement !== undefined) await this.execute(statement);
  }

  async removeIndex(model: SchemaModel, index: SchemaIndex): Promise<void> {
    const statement = index.removeSql(model, this);
    if (statement !== undefined) await this.execute(statement);
  }

  /** Databases that cannot rename an index drop it and make it again. */
  async renameIndex(model: SchemaModel, from: SchemaIndex, to: SchemaIndex): Promise<void> {
    await this.removeIndex(model, from);
    await this.addIndex(model, to);
  }

  /** Give the automatically named index over these fields a name of its own. */
  abstract renameIndexTogether(model: SchemaModel, fields: readonly string[], newName: string): Promise<void>;

  async addConstraint(model: SchemaModel, constraint: SchemaConstraint): Promise<void> {
    const statement = constraint.createSql(model, this);
    if (statement !== undefined) await this.execute(statement);
  }

  async removeConstraint(model: SchemaModel, constraint: SchemaConstraint): Promise<void> {
    const statement = constraint.removeSql(model, this);
    if (statement !== undefined) await this.execute(statement);
  }

  /** Change `uniqueTogether` or `indexTogether`: drop the groups that went, make those that came. */
  async alterTogether(
    model: SchemaModel,
    option: 'uniqueTogether' | 'indexTogether',
    from: readonly (readonly string[])[],
    to: readonly (readonly string[])[],
  ): Promise<void> {
    const unique = option === 'uniqueTogether';
    const missing = (groups: typeof from, others: typeof from) =>
      groups.filter((group) => !others.some((other) => JSON.stringify(other) === JSON.stringify(group)));
    for (const group of missing(from, to)) await this.deleteTogether(model, columnsOf(model, group), unique);
    for (const group of missing(to, from)) {
      const columns = columnsOf(model, group);
      await this.execute(unique ? this.uniqueSql(model, { columns }) : this.indexSql(model, { columns }));
    }
  }

  /** Drop the composed constraint or index over these columns, whatever its name is in the database. */
  protected async deleteTogether(
    model: SchemaModel,
    columns: readonly string[],
    unique: boolean,
  ): Promise<void> {
    const { dbTable } = model._meta;
    const automatic = this.indexName(dbTable, columns, unique ? '_uniq' : '_idx');
    const found = await this.togetherName(model, columns, unique);
    const waiting = this.deferred.find((statement) => String(statement).includes(this.quoteName(automatic)));
    if (found === undefined && waiting !== undefined) {
      this.deferred = this.deferred.filter((statement) => statement !== waiting);
      return;
    }
    await this.dropTogether(model, columns, found ?? automatic, unique);
  }

  /** The name that such a constraint or index has in the database, unless it is one that the model names. */
  protected async togetherName(
    model: SchemaModel,
    columns: readonly string[],
    unique: boolean,
  ): Promise<string | undefined> {
    if (this.collecting) return undefined;
    const { dbTable, constraints, indexes } = model._meta;
    const { introspection } = this.connection;
    const named = new Set(([...constraints, ...indexes] as { name: string }[]).map(({ name }) => name));
    const found = unique
      ? await introspection.uniqueConstraints(dbTable, columns)
      : await introspection.indexesOver(dbTable, columns, false);
    return found.find((name) => !named.has(name));
  }

  protected async dropTogether(
    model: SchemaModel,
    _columns: readonly string[],
    name: string,
    _unique: boolean,
  ): Promise<void> {
    await this.execute(this.deleteIndexSql(name, model._meta.dbTable));
  }

  // --- SQL

  /** CREATE TABLE; unique groups, indexes of columns and (where they cannot be inline) foreign keys are deferred. */
  tableSql(model: SchemaModel): string {
    const { _meta: meta } = model;
    for (const group of meta.uniqueTogether) {
      this.deferred.push(this.uniqueSql(model, { columns: columnsOf(model, group) }));
    }
    const columns = meta.localFields.map((field) => this.#tableColumnSql(model, field));
    const constraints = (meta.constraints as readonly SchemaConstraint[]).map((one) =>
      this.#tableConstraintSql(model, one),
    );
    const definition = [...columns, this.#compositeKeySql(meta.pkFields), ...constraints]
      .filter((part) => part !== undefined)
      .join(', ');
    return `CREATE TABLE ${this.quoteName(meta.dbTable)} (${definition})`;
  }

  /** A key of several columns is said after them. */
  #compositeKeySql(fields: readonly SchemaField[]): string | undefined {
    if (fields.length === 1) return undefined;
    return `PRIMARY KEY (${fields.map((field) => this.quoteName(field.column)).join(', ')})`;
  }

  /** The inline part of a constraint; one that only an index can keep is deferred. */
  #tableConstraintSql(model: SchemaModel, constraint: SchemaConstraint): string | undefined {
    const inline = constraint.constraintSql(model, this);
    if (inline !== undefined) return inline;
    const statement = constraint.createSql(model, this);
    if (statement !== undefined) this.deferred.push(statement);
    return undefined;
  }

  /** A column with everything that CREATE TABLE says of it; undefined for fields without a column. */
  #tableColumnSql(model: SchemaModel, field: SchemaField): string | undefined {
    const definition = this.columnSql(model, field);
    if (definition === undefined) return undefined;
    const { check } = field.dbParameters(this.connection);
    const parts = [this.quoteName(field.column), definition];
    if (check) parts.push(`CHECK (${check})`);
    const suffix = field.dbTypeSuffix(this.connection);
    if (suffix) parts.push(suffix);
    if (isEnforcedKey(field)) parts.push(...this.foreignKeySql(model, field));
    return parts.join(' ');
  }

  /** Type, nullability, uniqueness and default of a column. */
  columnSql(_model: SchemaModel, field: SchemaField, defaultSql?: string): string | undefined {
    return columnDefinition(this, field, defaultSql);
  }

  columnType(field: SchemaField): string | undefined {
    return columnType(this.connection, field);
  }

  /** What a column definition says of its foreign key; a database that has it elsewhere defers it and gives nothing. */
  protected abstract foreignKeySql(model: SchemaModel, field: SchemaForeignKey): string[];

  /** A value after DEFAULT. */
  defaultSql(_field: SchemaField, value: unknown): string {
    return this.quoteValue(value);
  }

  /** The expression of a generated column, of a database default. */
  expressionSql(field: SchemaField, expression: object): string {
    if (schemaExpressions.compile !== undefined) return schemaExpressions.compile(this, field, expression);
    throw new NotSupportedError(
      `The expression of '${field.name}' cannot be written without the models loaded.`,
    );
  }

  /** Indexes of columns and of the model's meta. */
  modelIndexesSql(model: SchemaModel): Statement[] {
    const { _meta: meta } = model;
    if (!meta.managed || meta.proxy || meta.swapped) return [];
    const ofFields = meta.localFields.flatMap((field) => this.fieldIndexesSql(model, field));
    const named = (meta.indexes as readonly SchemaIndex[]).map((index) => index.createSql(model, this));
    return [...ofFields, ...named.filter((statement) => statement !== undefined)];
  }

  fieldIndexesSql(model: SchemaModel, field: SchemaField): Statement[] {
    if (!field.dbIndex || field.unique || this.columnType(field) === undefined) return [];
    return [this.indexSql(model, { columns: [field.column] })];
  }

  /** CREATE INDEX; an automatic name ends in a hash and, for `indexTogether`, in `_idx`. */
  indexSql(model: SchemaModel, parts: IndexParts): Statement {
    const { kind, name, table, columns, condition } = this.indexPieces(model, parts);
    return ddl`CREATE ${kind} ${name} ON ${table} (${columns})${condition}`;
  }

  /** What CREATE INDEX is made of. */
  protected indexPieces(model: SchemaModel, parts: IndexParts): IndexPieces {
    const { dbTable } = model._meta;
    const quote = (name: string): string => this.quoteName(name);
    const name =
      parts.name === undefined
        ? new NameReference(dbTable, parts.columns ?? [], (table, columns) =>
            quote(this.indexName(table, columns, parts.suffix ?? '')),
          )
        : quote(parts.name);
    const columns =
      parts.expressions === undefined
        ? new ColumnsReference(dbTable, parts.columns ?? [], quote, parts.suffixes)
        : new ExpressionReference(dbTable, parts.expressions.sql, parts.expressions.columns);
    const kind = `${parts.unique ? 'UNIQUE INDEX' : 'INDEX'}${parts.concurrently ? ' CONCURRENTLY' : ''}`;
    const condition = parts.condition === undefined ? '' : ` WHERE ${parts.condition}`;
    return { kind, name, table: new TableReference(dbTable, quote), columns, condition };
  }

  /** A unique constraint over columns that is made after its table. */
  uniqueSql(model: SchemaModel, parts: IndexParts): Statement {
    return this.indexSql(model, { suffix: '_uniq', ...parts, unique: true });
  }

  /**
   * Whether the database has this kind of index; one that it doesn't have is not made, as the checks warn. A condition that it doesn't
   * know is left out of an index.
   */
  canMakeIndex(index: { readonly expressions?: readonly unknown[] }): boolean {
    return (index.expressions?.length ?? 0) === 0 || this.connection.features.supportsExpressionIndexes;
  }

  /** @param _concurrently let the table be read meanwhile, where the database can */
  deleteIndexSql(name: string, _table: string, _concurrently = false): Statement {
    return ddl`DROP INDEX ${this.quoteName(name)}`;
  }

  indexName(table: string, columns: readonly string[], suffix: string): string {
    return makeIndexName(bareTableName(table), columns, suffix, this.connection.ops.maxNameLength);
  }
}

/** Columns of fields given by name. */
export function columnsOf(model: SchemaModel, fields: readonly string[]): string[] {
  return fields.map((name) => (model._meta.getField(name) as SchemaField).column);
}

export type { SchemaManyToMany };
