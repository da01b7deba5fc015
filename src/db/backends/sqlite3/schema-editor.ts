import type { Awaitable } from '../../../utils/awaitable.ts';
import { NotSupportedError } from '../../errors.ts';
import { atomic } from '../../transaction.ts';
import { databaseDefaultSql } from '../base/database-default.ts';
import { effectiveDefault } from '../base/effective-default.ts';
import { type IncomingKey, incomingKeys, keysFollow } from '../base/incoming-keys.ts';
import { columnsOf, type Filling, SchemaEditor, type SchemaEditorOptions } from '../base/schema-editor.ts';
import {
  automaticJoinTable,
  changed,
  isEnforcedKey,
  onDeleteSql,
  type SchemaConstraint,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaManyToMany,
  type SchemaModel,
} from '../base/schema-model.ts';
import type { SqliteDatabase } from './database-wrapper.ts';
import { isNamed, objectsAround } from './keep-objects.ts';
import { quoteValue } from './quote-value.ts';
import { remakeTable } from './remake-table.ts';
import type { Alteration, TableChange } from './table-shape.ts';

/**
 * SQLite can add and rename columns, and drop plain ones. Everything else makes a new table, copies the rows and takes the
 * old one's place; foreign keys are off while that happens, or dropping the old table would delete rows of its children.
 */
export class SqliteSchemaEditor extends SchemaEditor {
  declare readonly connection: SqliteDatabase;

  constructor(connection: SqliteDatabase, options?: SchemaEditorOptions) {
    super(connection, options);
  }

  /**
   * The pragma only works outside of a transaction, so it comes first, and is read back.
   * @throws NotSupportedError inside of `atomic()`
   * @throws IntegrityError when a row points nowhere at the end; nothing is changed then
   */
  override async run<T>(body: () => Awaitable<T>): Promise<T> {
    if (this.collecting) {
      const result = await body();
      await this.runDeferred();
      return result;
    }
    if (!(await this.connection.disableConstraintChecking())) {
      throw new NotSupportedError(
        'Tables of SQLite cannot be changed while foreign keys are checked, and inside of atomic() they are.',
        'Run the migration, or open the schema editor, outside of atomic().',
      );
    }
    try {
      return await this.#inTransaction(async () => {
        const result = await body();
        await this.runDeferred();
        await this.connection.checkConstraints();
        return result;
      });
    } finally {
      await this.connection.enableConstraintChecking();
    }
  }

  #inTransaction<T>(body: () => Promise<T>): Promise<T> {
    return this.atomic ? atomic(body, { using: this.connection.alias }) : body();
  }

  override quoteValue(value: unknown): string {
    return quoteValue(value);
  }

  protected override foreignKeySql(_model: SchemaModel, field: SchemaForeignKey): string[] {
    const table = this.quoteName(field.remoteField.model()._meta.dbTable);
    const column = this.quoteName(field.targetField.column);
    return [`REFERENCES ${table} (${column})${onDeleteSql(field)} DEFERRABLE INITIALLY DEFERRED`];
  }

  // --- columns

  override async addField(model: SchemaModel, field: SchemaField, filling?: Filling): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.createModel(joinTable);
    if (this.columnType(field) === undefined) return;
    const value =
      field.generated || field.hasDbDefault ? null : effectiveDefault(field, this.connection, filling);
    const plain = field.null && !field.primaryKey && !field.unique && value === null;
    if (!plain || field.generated || field.hasDbDefault) {
      const valueSql = field.generated || field.hasDbDefault ? undefined : quoteValue(value);
      return this.remakeTable(model, { added: { field, valueSql } });
    }
    const parts = [this.quoteName(field.column), this.columnSql(model, field)!];
    const { check } = field.dbParameters(this.connection);
    if (check) parts.push(`CHECK (${check})`);
    if (isEnforcedKey(field)) parts.push(...this.foreignKeySql(model, field));
    await this.execute(`ALTER TABLE ${this.quoteName(model._meta.dbTable)} ADD COLUMN ${parts.join(' ')}`);
    this.deferred.push(...this.fieldIndexesSql(model, field));
  }

  override async removeField(model: SchemaModel, field: SchemaField): Promise<void> {
    const joinTable = automaticJoinTable(field);
    if (joinTable !== undefined) return this.deleteModel(joinTable);
    if (field.manyToMany || this.columnType(field) === undefined) return;
    const plain =
      !field.primaryKey &&
      !field.unique &&
      !field.dbIndex &&
      !isEnforcedKey(field) &&
      !isPartOf(model, field.name);
    const { dbTable } = model._meta;
    // SQLite drops no column that an index of somebody's own names.
    const named = plain && !this.collecting && isNamed(await objectsAround(this, dbTable), field.column);
    if (!plain || named) return this.remakeTable(model, { removed: field });
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
      this.checkJoins(from, to);
      const [old, now] = [automaticJoinTable(from), automaticJoinTable(to)];
      if (old !== undefined && now !== undefined) await this.alterManyToMany(model, from, to);
      return;
    }
    const [before, after] = [this.#signature(model, from), this.#signature(model, to)];
    if (before === undefined && after === undefined) return;
    const sameName = from.column === to.column;
    const follow = keysFollow(from, to, this.connection);
    if (before === after && sameName && !follow) return;
    if (before === after && !follow && !isEnforcedKey(from)) return this.#renameColumn(model, from, to);
    const fills = from.null && !to.null && !to.generated;
    const valueSql = fills ? this.#fillingSql(to, filling) : undefined;
    const incoming = to.unique && (follow || !sameName) ? incomingKeys(to) : [];
    await this.remakeTable(model, {
      altered: [{ from, to, valueSql }, ...this.#ownKeys(model, to, incoming)],
    });
    // Keys that point at a column have its type and name it, so their tables are made anew with it.
    const referring = new Set(incoming.map((key) => key.model).filter((one) => one !== to.model));
    for (const other of referring) await this.remakeTable(other, {});
  }

  /** All that the database knows of a column but its name. */
  #signature(model: SchemaModel, field: SchemaField): string | undefined {
    const definition = this.columnSql(model, field);
    if (definition === undefined) return undefined;
    const { check } = field.dbParameters(this.connection);
    const indexed = field.dbIndex && !field.unique;
    const key = isEnforcedKey(field) ? this.foreignKeySql(model, field) : [];
    const checked = check?.replaceAll(this.quoteName(field.column), '"column"');
    return JSON.stringify([definition, checked, field.dbTypeSuffix(this.connection), indexed, key]);
  }

  #fillingSql(field: SchemaField, filling?: Filling): string {
    return databaseDefaultSql(this, field) ?? quoteValue(effectiveDefault(field, this.connection, filling));
  }

  async #renameColumn(model: SchemaModel, from: SchemaField, to: SchemaField): Promise<void> {
    const { dbTable } = model._meta;
    const [old, now] = [this.quoteName(from.column), this.quoteName(to.column)];
    await this.execute(`ALTER TABLE ${this.quoteName(dbTable)} RENAME COLUMN ${old} TO ${now}`);
    for (const statement of this.deferred) statement.renameColumn(dbTable, from.column, to.column);
  }

  /** Keys of the same table that point at an altered column. */
  #ownKeys(model: SchemaModel, to: SchemaField, incoming: readonly IncomingKey[]): Alteration[] {
    const own = incoming.filter(({ field }) => field.model === to.model && field.name !== to.name);
    return own.map(({ field }) => ({ from: model._meta.getField(field.name) as SchemaField, to: field }));
  }

  override async alterManyToMany(_model: SchemaModel, from: SchemaField, to: SchemaField): Promise<void> {
    const [old, now] = [from as SchemaManyToMany, to as SchemaManyToMany];
    const [oldTable, newTable] = [old.remoteField.through(), now.remoteField.through()];
    await this.alterDbTable(newTable, oldTable._meta.dbTable, newTable._meta.dbTable);
    const altered = [
      { from: old.sourceField, to: now.sourceField },
      { from: old.targetField, to: now.targetField },
    ];
    const same = altered.every((pair) => this.#samePlace(newTable, pair.from, pair.to));
    if (!same || oldTable._meta.dbTable !== newTable._meta.dbTable) {
      await this.remakeTable(underName(oldTable, newTable._meta.dbTable), { altered });
    }
  }

  #samePlace(model: SchemaModel, from: SchemaField, to: SchemaField): boolean {
    return from.column === to.column && this.#signature(model, from) === this.#signature(model, to);
  }

  // --- constraints

  override async addConstraint(model: SchemaModel, constraint: SchemaConstraint): Promise<void> {
    if (constraint.constraintSql(model, this) === undefined) return super.addConstraint(model, constraint);
    return this.remakeTable(model, { addedConstraint: constraint });
  }

  override async removeConstraint(model: SchemaModel, constraint: SchemaConstraint): Promise<void> {
    if (constraint.constraintSql(model, this) === undefined) return super.removeConstraint(model, constraint);
    return this.remakeTable(model, { removedConstraint: constraint.name });
  }

  override async renameIndexTogether(
    model: SchemaModel,
    fields: readonly string[],
    newName: string,
  ): Promise<void> {
    const columns = columnsOf(model, fields);
    await this.deleteTogether(model, columns, false);
    await this.execute(this.indexSql(model, { name: newName, columns }));
  }

  remakeTable(model: SchemaModel, change: TableChange): Promise<void> {
    return remakeTable(this, model, change);
  }
}

/** A model whose table has been given another name already. */
function underName(model: SchemaModel, dbTable: string): SchemaModel {
  return changed(model, { _meta: changed(model._meta, { dbTable }) });
}

/** Whether an index, a constraint or a group has the field; those that have expressions may have it. */
function isPartOf({ _meta: meta }: SchemaModel, name: string): boolean {
  const items = [...meta.indexes, ...meta.constraints] as readonly { fields?: readonly string[] }[];
  const has = (fields: readonly string[] = []): boolean =>
    fields.length === 0 || fields.some((field) => field.replace(/^-/, '') === name);
  return items.some((item) => has(item.fields)) || meta.uniqueTogether.some(has);
}
