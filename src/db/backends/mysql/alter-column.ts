import { ColumnChange, isIndexed, isUnique } from '../base/column-change.ts';
import type { IncomingKey } from '../base/incoming-keys.ts';
import type { Filling } from '../base/schema-editor.ts';
import { isEnforcedKey, type SchemaField } from '../base/schema-model.ts';
import { columnSql } from './column-sql.ts';
import type { MysqlSchemaEditor } from './schema-editor.ts';

export class MysqlColumnChange extends ColumnChange<MysqlSchemaEditor> {
  protected override async dropDependents(): Promise<void> {
    const { from, to } = this;
    if (isUnique(from) && !isUnique(to)) await this.#dropIndexes(from.column, true);
    if (hasIndex(from) && !hasIndex(to) && !isEnforcedKey(to)) await this.#dropIndexes(from.column, false);
    if (from.primaryKey && !to.primaryKey) {
      await this.alterTable(`MODIFY ${this.quote(from.column)} ${this.#bareSql(from)}`);
      await this.alterTable('DROP PRIMARY KEY');
    }
  }

  protected override async changeColumn(filling?: Filling): Promise<void> {
    const { from, to } = this;
    if (this.#definition(from) === this.#definition(to)) return;
    if (from.generated && to.generated) {
      // The server changes no column that it computes; what a new one holds, it computes again.
      const name = this.quote(to.column);
      await this.alterTable(`DROP COLUMN ${name}, ADD COLUMN ${name} ${this.#bareSql(to)}`);
      return;
    }
    if (this.losesNull) await this.fillNulls(filling);
    const becomesKey = to.primaryKey && !from.primaryKey;
    await this.#modify(to, { counts: this.#counts(to) && !becomesKey });
  }

  /** MODIFY says all of a column but what leans on it; MariaDB has the check of a type among that. */
  async #modify(field: SchemaField, { counts }: { counts: boolean }): Promise<void> {
    const { connection } = this.editor;
    const { check } = field.dbParameters(connection);
    const checked = check && connection.features.isMariaDb ? ` CHECK (${check})` : '';
    const auto = counts ? ' AUTO_INCREMENT' : '';
    await this.alterTable(`MODIFY ${this.quote(field.column)} ${this.#bareSql(field)}${auto}${checked}`);
  }

  #counts(field: SchemaField): boolean {
    return /AUTO_INCREMENT/.test(this.editor.columnType(field) ?? '');
  }

  #bareSql(field: SchemaField): string {
    return columnSql(this.editor, field, undefined, { bare: true })!;
  }

  /** All that MODIFY says, the name apart. */
  #definition(field: SchemaField): string {
    const { check } = field.dbParameters(this.editor.connection);
    const checked = check?.replaceAll(this.quote(field.column), '');
    return JSON.stringify([this.editor.columnType(field), this.#bareSql(field), checked]);
  }

  protected override async changeIncoming({ model, field }: IncomingKey): Promise<void> {
    await this.alterTable(`MODIFY ${this.quote(field.column)} ${this.#bareSql(field)}`, model._meta.dbTable);
  }

  protected override async addDependents(): Promise<void> {
    const { from, to, editor, model } = this;
    if (!from.primaryKey && to.primaryKey) {
      await this.alterTable(`ADD PRIMARY KEY (${this.quote(to.column)})`);
      if (this.#counts(to)) await this.#modify(to, { counts: true });
    }
    if (isUnique(to) && !isUnique(from)) {
      await editor.execute(editor.uniqueSql(model, { columns: [to.column] }));
    }
    const itsOwn = await this.#losesIndexOfKey();
    if (hasIndex(to) && (!hasIndex(from) || itsOwn)) {
      for (const statement of editor.fieldIndexesSql(model, to)) await editor.execute(statement);
    }
    // A foreign key that is unique now needs the index that it had until the unique one is there.
    if (hasIndex(from) && !hasIndex(to) && isEnforcedKey(to)) await this.#dropIndexes(to.column, false);
  }

  /**
   * The server takes an index that a foreign key brought away as soon as another one starts with its column, even when the key is
   * long gone: where the key goes and the index stays, it is made anew.
   */
  async #losesIndexOfKey(): Promise<boolean> {
    const { from, to, editor } = this;
    const loses = isEnforcedKey(from) && !isEnforcedKey(to) && isIndexed(to) && !editor.collecting;
    if (loses) await this.#dropIndexes(to.column, false);
    return loses;
  }

  async #dropIndexes(column: string, unique: boolean): Promise<void> {
    const { editor, table } = this;
    const found = editor.collecting
      ? [unique ? this.from.column : editor.indexName(table, [this.from.column], '')]
      : await editor.connection.introspection.indexesOver(table, [column], unique);
    for (const name of found.filter((one) => !this.ownNames.has(one))) {
      if (isEnforcedKey(this.to)) await editor.keepIndexOfKey(this.model, column, name);
      await editor.execute(editor.deleteIndexSql(name, table));
    }
  }
}

/** A foreign key has an index, asked for or not, which stays when the key is gone. */
function hasIndex(field: SchemaField): boolean {
  return isIndexed(field) || (isEnforcedKey(field) && !field.unique);
}
