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
import { columnSql } from './column-sql.ts';
import type { MysqlSchemaEditor } from './schema-editor.ts';

/** Change a column in place: what leans on it goes first, then its name, then MODIFY, then what leans on it anew. */
export async function alterColumn(
  editor: MysqlSchemaEditor,
  model: SchemaModel,
  from: SchemaField,
  to: SchemaField,
  filling?: Filling,
): Promise<void> {
  const change = new ColumnChange(editor, model, from, to);
  await change.dropDependents();
  await change.rename();
  await change.modify(filling);
  await change.addDependents();
}

/** A key of another table that points at a column. */
interface Incoming {
  readonly model: SchemaModel;
  readonly field: SchemaForeignKey;
}

class ColumnChange {
  readonly #editor: MysqlSchemaEditor;
  readonly #model: SchemaModel;
  readonly #from: SchemaField;
  readonly #to: SchemaField;
  readonly #table: string;
  readonly #changesType: boolean;
  readonly #changesKey: boolean;
  readonly #incoming: readonly Incoming[];

  constructor(editor: MysqlSchemaEditor, model: SchemaModel, from: SchemaField, to: SchemaField) {
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
    const [from, to, editor, model] = [this.#from, this.#to, this.#editor, this.#model];
    if (isEnforcedKey(from) && this.#changesKey) await editor.dropKeys(model, from);
    for (const incoming of this.#incoming) await editor.dropKeys(incoming.model, incoming.field);
    if (isUnique(from) && !isUnique(to)) await this.#dropIndexes(true);
    if (isIndexed(from) && !isIndexed(to) && !isEnforcedKey(from)) await this.#dropIndexes(false);
    if (from.primaryKey && !to.primaryKey) {
      await this.#alter(
        `MODIFY ${this.#quote(from.column)} ${columnSql(editor, from, undefined, { bare: true })}`,
      );
      await this.#alter('DROP PRIMARY KEY');
    }
  }

  async rename(): Promise<void> {
    const [from, to] = [this.#from.column, this.#to.column];
    if (from === to) return;
    await this.#alter(`RENAME COLUMN ${this.#quote(from)} TO ${this.#quote(to)}`);
    for (const statement of this.#editor.deferred) statement.renameColumn(this.#table, from, to);
  }

  async modify(filling?: Filling): Promise<void> {
    const [from, to, editor] = [this.#from, this.#to, this.#editor];
    const column = this.#quote(to.column);
    if (this.#definition(from) !== this.#definition(to)) {
      if (from.null && !to.null && !to.generated) await this.#fillNulls(filling);
      const { check } = to.dbParameters(editor.connection);
      const checked = check && editor.connection.features.isMariaDb ? ` CHECK (${check})` : '';
      const bare = to.primaryKey && !from.primaryKey;
      const definition = columnSql(editor, to, undefined, { bare: true });
      const auto = /AUTO_INCREMENT/.test(editor.columnType(to) ?? '') && !bare ? ' AUTO_INCREMENT' : '';
      await this.#alter(`MODIFY ${column} ${definition}${auto}${checked}`);
    }
    for (const { model, field } of this.#incoming) {
      const table = this.#quote(model._meta.dbTable);
      const own = columnSql(editor, field, undefined, { bare: true });
      await editor.execute(`ALTER TABLE ${table} MODIFY ${this.#quote(field.column)} ${own}`);
    }
  }

  /** All that MODIFY says, the name apart. */
  #definition(field: SchemaField): string {
    const { check } = field.dbParameters(this.#editor.connection);
    const checked = check?.replaceAll(this.#quote(field.column), '');
    return JSON.stringify([
      this.#editor.columnType(field),
      columnSql(this.#editor, field, undefined, { bare: true }),
      checked,
    ]);
  }

  async #fillNulls(filling?: Filling): Promise<void> {
    const [to, editor] = [this.#to, this.#editor];
    const column = this.#quote(to.column);
    const value = to.hasDbDefault
      ? `(${editor.expressionSql(to, to.dbDefault)})`
      : editor.quoteValue(effectiveDefault(to, editor.connection, filling));
    if (value === 'NULL') return;
    await editor.execute(
      `UPDATE ${this.#quote(this.#table)} SET ${column} = ${value} WHERE ${column} IS NULL`,
    );
  }

  async addDependents(): Promise<void> {
    const [from, to, editor, model] = [this.#from, this.#to, this.#editor, this.#model];
    if (!from.primaryKey && to.primaryKey) {
      await this.#alter(`ADD PRIMARY KEY (${this.#quote(to.column)})`);
      if (/AUTO_INCREMENT/.test(editor.columnType(to) ?? '')) {
        const definition = columnSql(editor, to, undefined, { bare: true });
        await this.#alter(`MODIFY ${this.#quote(to.column)} ${definition} AUTO_INCREMENT`);
      }
    }
    if (isUnique(to) && !isUnique(from))
      await editor.execute(editor.uniqueSql(model, { columns: [to.column] }));
    if (isIndexed(to) && !isIndexed(from))
      for (const statement of editor.fieldIndexesSql(model, to)) await editor.execute(statement);
    if (isEnforcedKey(to) && (this.#changesKey || !isEnforcedKey(from)))
      await editor.execute(editor.addKeySql(model, to));
    for (const incoming of this.#incoming)
      await editor.execute(editor.addKeySql(incoming.model, incoming.field));
  }

  async #dropIndexes(unique: boolean): Promise<void> {
    const editor = this.#editor;
    const { column } = this.#from;
    const found = editor.collecting
      ? [unique ? column : editor.indexName(this.#table, [column], '')]
      : await editor.connection.introspection.indexesOver(this.#table, [column], unique);
    const named = [...this.#model._meta.constraints, ...this.#model._meta.indexes] as { name: string }[];
    const own = new Set(named.map(({ name }) => name));
    for (const name of found.filter((one) => !own.has(one))) {
      await editor.keepIndexOfKey(this.#model, column, name);
      await editor.execute(editor.deleteIndexSql(name, this.#table));
    }
  }

  async #alter(what: string): Promise<void> {
    await this.#editor.execute(`ALTER TABLE ${this.#quote(this.#table)} ${what}`);
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
