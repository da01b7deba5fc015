import { databaseDefaultSql } from './database-default.ts';
import type { DatabaseWrapper } from './database-wrapper.ts';
import type { SchemaEditor } from './schema-editor.ts';
import type { SchemaField } from './schema-model.ts';

/** SQL type of a column; undefined for fields without one. */
export function columnType(connection: DatabaseWrapper, field: SchemaField): string | undefined {
  return field.dbParameters(connection).type;
}

/** `varchar(10) NOT NULL UNIQUE`: what follows a column's name in CREATE TABLE and ADD COLUMN. */
export function columnDefinition(
  editor: SchemaEditor,
  field: SchemaField,
  defaultSql?: string,
): string | undefined {
  const { type, collation } = field.dbParameters(editor.connection);
  if (type === undefined) return undefined;
  const parts = [type];
  if (collation) parts.push(`COLLATE ${editor.quoteName(collation)}`);
  const ownDefault = databaseDefaultSql(editor, field) ?? defaultSql;
  if (ownDefault !== undefined) parts.push(`DEFAULT ${ownDefault}`);
  if (field.generated) parts.push(generatedSql(editor, field as GeneratedColumn));
  else parts.push(field.null ? 'NULL' : 'NOT NULL');
  if (field.primaryKey) parts.push('PRIMARY KEY');
  else if (field.unique) parts.push('UNIQUE');
  return parts.join(' ');
}

interface GeneratedColumn extends SchemaField {
  readonly expression: object;
  readonly dbPersist: boolean;
}

function generatedSql(editor: SchemaEditor, field: GeneratedColumn): string {
  const expression = editor.expressionSql(field, field.expression);
  return `GENERATED ALWAYS AS (${expression}) ${field.dbPersist ? 'STORED' : 'VIRTUAL'}`;
}
