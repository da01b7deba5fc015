import { databaseDefaultSql } from '../base/database-default.ts';
import type { SchemaField } from '../base/schema-model.ts';
import { quoteValue } from './quote-value.ts';
import type { MysqlSchemaEditor } from './schema-editor.ts';

/** What follows a column's name: MODIFY takes all of it, so what is left out is lost. */
export function columnSql(
  editor: MysqlSchemaEditor,
  field: SchemaField,
  defaultSql?: string,
  options: { bare?: boolean } = {},
): string | undefined {
  const { type, collation } = field.dbParameters(editor.connection);
  if (type === undefined) return undefined;
  const parts = [options.bare ? type.replace(' AUTO_INCREMENT', '') : type];
  if (collation) parts.push(`COLLATE ${editor.quoteName(collation)}`);
  if (field.generated) {
    const { expression, dbPersist } = field as GeneratedColumn;
    parts.push(
      `GENERATED ALWAYS AS (${editor.expressionSql(field, expression)}) ${dbPersist ? 'STORED' : 'VIRTUAL'}`,
    );
  } else {
    const ownDefault = databaseDefaultSql(editor, field) ?? defaultSql;
    if (ownDefault !== undefined) parts.push(`DEFAULT ${ownDefault}`);
  }
  // MariaDB takes no word about NULL for a generated column.
  if (!field.generated) parts.push(field.null ? 'NULL' : 'NOT NULL');
  if (!options.bare && field.primaryKey) parts.push('PRIMARY KEY');
  else if (!options.bare && field.unique) parts.push('UNIQUE');
  if (field.dbComment) parts.push(`COMMENT ${quoteValue(field.dbComment)}`);
  return parts.join(' ');
}

interface GeneratedColumn extends SchemaField {
  readonly expression: object;
  readonly dbPersist: boolean;
}
