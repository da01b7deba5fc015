import { effectiveDefault } from '../base/effective-default.ts';
import type { Filling } from '../base/schema-editor.ts';
import {
  automaticJoinTable,
  isEnforcedKey,
  onDeleteSql,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaModel,
} from '../base/schema-model.ts';
import { quoteValue } from './quote-value.ts';
import type { PostgresSchemaEditor } from './schema-editor.ts';

/** A key of another table that points at a column. */
interface Incoming {
  readonly model: SchemaModel;
  readonly field: SchemaForeignKey;
}

/** Change a column in place: what leans on it goes first, then its name, type, default and NULL, then what leans on it anew. */
export async function alterColumn(
  editor: PostgresSchemaEditor,
  model: SchemaModel,
  from: SchemaField,
  to: SchemaField,
  filling?: Filling,
): Promise<void> {
  const change = new ColumnChange(editor, model, from, to);
  await change.dropDependents();
  await change.rename();
  await change.alterType();
  await change.alterDefaultAndNull(filling);
  await change.addDependents();
}

class ColumnChange {
  readonly #editor: PostgresSchemaEditor;
  readonly #model: SchemaModel;
  readonly #from: SchemaField;
  readonly #to: SchemaField;
  readonly #table: string;
  readonly #changesType: boolean;
  readonly #changesKey: boolean;
  readonly #incoming: readonly Incoming[];

  constructor(editor: PostgresSchemaEditor, model: SchemaModel, from: SchemaField, to: SchemaField) {
    this.#editor = editor;
    this.#model = model;
    this.#from = from;
    this.#to = to;
    this.#table = model._meta.dbTable;
    this.#changesType = editor.columnType(from) !== editor.columnType(to);
    this.#changesKey = this.#changesType || keyOf(from) !== keyOf(to);
    this.#incoming = this.#changesType && (from.primaryKey || from.unique) ? incomingKeys(to) : [];
  }

  async dropDependents(): Promise<void> {
    const [from, to, editor] = [this.#from, this.#to, this.#editor];
    const { introspection } = editor.connection;
    if (isEnforcedKey(from) && this.#changesKey) await editor.dropKeys(this.#model, from);
    for (const { model, field } of this.#incoming) await editor.dropKeys(model, field);
    if (isUnique(from) && !isUnique(to)) {
      const found = editor.collecting
        ? [`${this.#table}_${from.column}_key`]
        : await introspection.uniqueConstraints(this.#table, [from.column]);
      const own = namesOf(this.#model._meta.constraints);
      for (const name of found) if (!own.has(name)) await editor.dropConstraint(this.#table, name);
    }
    if (isIndexed(from) && !isIndexed(to)) await this.#dropIndexes();
    if (this.#losesLikeIndex) await this.#dropIndex(editor.indexName(this.#table, [from.column], '_like'));
    if (checkOf(editor, from) !== undefined && checkOf(editor, from) !== checkOf(editor, to)) {
      const found = editor.collecting
        ? [`${this.#table}_${from.column}_check`]
        : await introspection.checks(this.#table, from.column);
      const own = namesOf(this.#model._meta.constraints);
      for (const name of found) if (!own.has(name)) await editor.dropConstraint(this.#table, name);
    }
    if (from.primaryKey && !to.primaryKey) await editor.dropConstraint(this.#table, `${this.#table}_pkey`);
  }

  async rename(): Promise<void> {
    const [from, to] = [this.#from.column, this.#to.column];
    if (from === to) return;
    await this.#editor.execute(
      `ALTER TABLE ${this.#quote(this.#table)} RENAME COLUMN ${this.#quote(from)} TO ${this.#quote(to)}`,
    );
    for (const statement of this.#editor.deferred) statement.renameColumn(this.#table, from, to);
  }

  async alterType(): Promise<void> {
    const [from, to, editor] = [this.#from, this.#to, this.#editor];
    const { collation: before } = from.dbParameters(editor.connection);
    const { type, collation } = to.dbParameters(editor.connection);
    const [wasAuto, isAuto] = [from, to].map((field) => field.dbTypeSuffix(editor.connection) !== undefined);
    if (wasAuto && !isAuto) await this.#alter('DROP IDENTITY IF EXISTS');
    if (this.#changesType || before !== collation) {
      const collate = collation ? ` COLLATE ${this.#quote(collation)}` : before ? ' COLLATE "default"' : '';
      const using = this.#changesType && !to.generated ? ` USING ${this.#quote(to.column)}::${type}` : '';
      if (this.#changesType && from.hasDbDefault) await this.#alter('DROP DEFAULT');
      await this.#alter(`TYPE ${type}${collate}${using}`);
    }
    if (isAuto && !wasAuto) await this.#startCounting();
    for (const { model, field } of this.#incoming) {
      const column = this.#quote(field.column);
      const keyType = editor.columnType(field);
      const table = this.#quote(model._meta.dbTable);
      await editor.execute(
        `ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${keyType} USING ${column}::${keyType}`,
      );
    }
    if (from.dbComment !== to.dbComment) await editor.commentColumn(this.#model, to);
  }

  /** An automatic key goes on after the greatest one that is there. */
  async #startCounting(): Promise<void> {
    const [table, column] = [this.#table, this.#to.column];
    await this.#alter('ADD GENERATED BY DEFAULT AS IDENTITY');
    for (const statement of this.#editor.connection.ops.sqlSequenceReset([{ table, column }])) {
      await this.#editor.execute(statement);
    }
  }

  async alterDefaultAndNull(filling?: Filling): Promise<void> {
    const [from, to, editor] = [this.#from, this.#to, this.#editor];
    if (to.generated) return;
    const before = from.hasDbDefault ? editor.expressionSql(from, from.dbDefault) : undefined;
    const after = to.hasDbDefault ? editor.expressionSql(to, to.dbDefault) : undefined;
    if (after !== undefined && (before !== after || this.#changesType))
      await this.#alter(`SET DEFAULT ${after}`);
    if (before !== undefined && after === undefined && !this.#changesType) await this.#alter('DROP DEFAULT');
    if (from.null && !to.null) {
      const value = after ?? nullToNothing(effectiveDefault(to, editor.connection, filling));
      if (value !== undefined) {
        const column = this.#quote(to.column);
        const table = this.#quote(this.#table);
        await editor.execute(`UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NULL`);
        await editor.execute('SET CONSTRAINTS ALL IMMEDIATE');
      }
      await this.#alter('SET NOT NULL');
    }
    if (!from.null && to.null && !to.primaryKey) await this.#alter('DROP NOT NULL');
  }

  async addDependents(): Promise<void> {
    const [from, to, editor, model] = [this.#from, this.#to, this.#editor, this.#model];
    const table = this.#quote(this.#table);
    if (!from.primaryKey && to.primaryKey) {
      await editor.execute(`ALTER TABLE ${table} ADD PRIMARY KEY (${this.#quote(to.column)})`);
    }
    if (isUnique(to) && !isUnique(from))
      await editor.execute(editor.uniqueSql(model, { columns: [to.column] }));
    if (isIndexed(to) && !isIndexed(from))
      await editor.execute(editor.indexSql(model, { columns: [to.column] }));
    if (this.#gainsLikeIndex) {
      const like = editor.likeIndexSql(model, to);
      if (like !== undefined) await editor.execute(like);
    }
    if (isEnforcedKey(to) && (this.#changesKey || !isEnforcedKey(from))) {
      await editor.execute(editor.addKeySql(model, to));
    }
    for (const incoming of this.#incoming)
      await editor.execute(editor.addKeySql(incoming.model, incoming.field));
    const check = checkOf(editor, to);
    if (check !== undefined && check !== checkOf(editor, from)) {
      const name = editor.indexName(this.#table, [to.column], '_check');
      await editor.execute(`ALTER TABLE ${table} ADD CONSTRAINT ${this.#quote(name)} CHECK (${check})`);
    }
  }

  get #losesLikeIndex(): boolean {
    return this.#hasLike(this.#from) && !this.#hasLike(this.#to);
  }

  get #gainsLikeIndex(): boolean {
    return this.#hasLike(this.#to) && !this.#hasLike(this.#from);
  }

  #hasLike(field: SchemaField): boolean {
    return this.#editor.likeIndexSql(this.#model, field) !== undefined;
  }

  async #dropIndexes(): Promise<void> {
    const { collecting, connection } = this.#editor;
    const { column } = this.#from;
    const found = collecting
      ? [this.#editor.indexName(this.#table, [column], '')]
      : await connection.introspection.indexesOver(this.#table, [column], false);
    const own = namesOf(this.#model._meta.indexes);
    for (const name of found) if (!own.has(name) && !name.endsWith('_like')) await this.#dropIndex(name);
  }

  async #dropIndex(name: string): Promise<void> {
    await this.#editor.execute(this.#editor.deleteIndexSql(name));
  }

  async #alter(what: string): Promise<void> {
    const table = this.#quote(this.#table);
    await this.#editor.execute(`ALTER TABLE ${table} ALTER COLUMN ${this.#quote(this.#to.column)} ${what}`);
  }

  #quote(name: string): string {
    return this.#editor.quoteName(name);
  }
}

function isUnique(field: SchemaField): boolean {
  return field.unique && !field.primaryKey;
}

function isIndexed(field: SchemaField): boolean {
  return field.dbIndex && !field.unique;
}

function checkOf(editor: PostgresSchemaEditor, field: SchemaField): string | undefined {
  return field.dbParameters(editor.connection).check || undefined;
}

function namesOf(objects: readonly unknown[]): ReadonlySet<string> {
  return new Set((objects as readonly { name: string }[]).map(({ name }) => name));
}

function nullToNothing(value: unknown): string | undefined {
  return value === null ? undefined : quoteValue(value);
}

/** Where a foreign key points, as text; undefined for what the database knows of no key of. */
function keyOf(field: SchemaField): string | undefined {
  if (!isEnforcedKey(field)) return undefined;
  return `${field.remoteField.model()._meta.dbTable}.${field.targetField.column}${onDeleteSql(field)}`;
}

/** The keys that point at a column, those of join tables too. */
function incomingKeys(to: SchemaField): Incoming[] {
  const meta = to.model._meta;
  const found = new Map<string, Incoming>();
  const add = (model: SchemaModel): void => {
    for (const field of model._meta.localFields) {
      if (!isEnforcedKey(field) || field.remoteField.model()._meta.dbTable !== meta.dbTable) continue;
      if (field.targetField.column !== to.column) continue;
      found.set(`${model._meta.dbTable}.${field.column}`, { model, field });
    }
  };
  for (const { field } of meta.allRelatedObjects)
    add(automaticJoinTable(field as SchemaField) ?? field.model);
  for (const field of meta.localManyToMany) {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) add(joinTable);
  }
  return [...found.values()];
}
