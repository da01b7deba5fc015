import type { DatabaseWrapper } from './database-wrapper.ts';
import type { Statement } from './ddl-references.ts';
import type { SchemaEditor } from './schema-editor.ts';

/** What a schema editor needs to know of a field; `db/models/fields/field.ts` has it. */
export interface SchemaField {
  readonly name: string;
  readonly attname: string;
  readonly column: string;
  readonly model: SchemaModel;
  readonly null: boolean;
  readonly blank: boolean;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  readonly dbIndex: boolean;
  readonly dbComment: string | null;
  readonly autoCreated: boolean;
  readonly concrete: boolean;
  readonly generated: boolean;
  readonly isRelation: boolean;
  readonly manyToMany: boolean;
  readonly emptyStringsAllowed: boolean;
  readonly hasDbDefault: boolean;
  readonly dbDefault: unknown;
  getInternalType(): string;
  dbParameters(connection: DatabaseWrapper): {
    type?: string | undefined;
    check?: string | undefined;
    collation?: string | undefined;
  };
  /** Type of a column that points at this one. */
  relDbType(connection: DatabaseWrapper): string | undefined;
  dbTypeSuffix(connection: DatabaseWrapper): string | undefined;
  hasDefault(): boolean;
  getDefault(): unknown;
  getDbPrepSave(value: unknown, connection: DatabaseWrapper): unknown;
  deconstruct(): { path: string; options: Record<string, unknown> };
}

/** A foreign key, as a schema editor sees it. */
export interface SchemaForeignKey extends SchemaField {
  readonly dbConstraint: boolean;
  readonly targetField: SchemaField;
  readonly remoteField: { model(): SchemaModel };
  /** What the database itself does when the row that is pointed at goes. */
  readonly onDelete: { readonly sql: string | undefined };
}

/** A many-to-many field, as a schema editor sees it. */
export interface SchemaManyToMany extends SchemaField {
  readonly remoteField: { model(): SchemaModel; through(): SchemaModel };
  readonly sourceField: SchemaField;
  readonly targetField: SchemaField;
}

export interface SchemaIndex {
  readonly name: string;
  readonly fields: readonly string[];
  readonly expressions?: readonly unknown[];
  readonly condition?: unknown;
  clone(): SchemaIndex;
  deconstruct(): { path: string; args?: readonly unknown[]; options: Record<string, unknown> };
  /** @param options `concurrently`: without keeping writers out of the table, where the database can do that */
  createSql(model: SchemaModel, editor: SchemaEditor, options?: IndexSqlOptions): Statement | undefined;
  removeSql(model: SchemaModel, editor: SchemaEditor, options?: IndexSqlOptions): Statement | undefined;
}

export interface IndexSqlOptions {
  readonly concurrently?: boolean;
}

export interface SchemaConstraint {
  readonly name: string;
  clone(): SchemaConstraint;
  deconstruct(): { path: string; args?: readonly unknown[]; options: Record<string, unknown> };
  /** The part of CREATE TABLE, when the database has it there. */
  constraintSql(model: SchemaModel, editor: SchemaEditor): string | undefined;
  createSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined;
  removeSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined;
}

/** What a schema editor needs to know of a model: `Article._meta`. */
export interface SchemaMeta {
  readonly appLabel: string;
  readonly modelName: string;
  readonly label: string;
  readonly labelLower: string;
  readonly dbTable: string;
  readonly dbTableComment: string;
  readonly managed: boolean;
  readonly proxy: boolean;
  readonly swapped: unknown;
  readonly autoCreated: unknown;
  readonly requiredDbVendor: string | null;
  readonly requiredDbFeatures?: readonly string[];
  readonly orderWithRespectTo: string | null;
  readonly pk: SchemaField;
  readonly pkFields: readonly SchemaField[];
  readonly localFields: readonly SchemaField[];
  readonly localManyToMany: readonly SchemaField[];
  readonly uniqueTogether: readonly (readonly string[])[];
  readonly indexes: readonly unknown[];
  readonly constraints: readonly unknown[];
  readonly allRelatedObjects: readonly {
    readonly field: { readonly name: string; readonly model: SchemaModel };
  }[];
  getField(name: string): unknown;
}

export interface SchemaModel {
  readonly name: string;
  readonly _meta: SchemaMeta;
}

/** A foreign key of which the database knows. */
export function isEnforcedKey(field: SchemaField): field is SchemaForeignKey {
  return field.isRelation && !field.manyToMany && field.concrete && (field as SchemaForeignKey).dbConstraint;
}

/** ` ON DELETE CASCADE`, where the database is to see to it; else empty. */
export function onDeleteSql(field: SchemaForeignKey): string {
  return field.onDelete.sql === undefined ? '' : ` ${field.onDelete.sql}`;
}

/** The join table that the framework made for a many-to-many field; undefined when the field has a model of its own. */
export function automaticJoinTable(field: SchemaField): SchemaModel | undefined {
  if (!field.manyToMany) return undefined;
  const through = (field as SchemaManyToMany).remoteField.through();
  return through._meta.autoCreated ? through : undefined;
}

/** A model, or a field, seen with some properties changed; the object itself stays as it is. */
export function changed<T extends object>(object: T, changes: Partial<T>): T {
  return new Proxy(object, {
    get: (target, name) => {
      if (Object.hasOwn(changes, name)) return Reflect.get(changes, name);
      const value: unknown = Reflect.get(target, name, target);
      // A class that a property holds is a value; a method has no prototype of its own.
      return typeof value === 'function' && !Object.hasOwn(value, 'prototype') ? value.bind(target) : value;
    },
  });
}
