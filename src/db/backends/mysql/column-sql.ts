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
  } else if (field.hasDbDefault) parts.push(`DEFAULT ${dbDefaultSql(editor, field)}`);
  else if (defaultSql !== undefined) parts.push(`DEFAULT ${defaultSql}`);
  // MariaDB takes no word about NULL for a generated column.
  if (!field.generated) parts.push(field.null ? 'NULL' : 'NOT NULL');
  if (!options.bare && field.primaryKey) parts.push('PRIMARY KEY');
  else if (!options.bare && field.unique) parts.push('UNIQUE');
  if (field.dbComment) parts.push(`COMMENT ${quoteValue(field.dbComment)}`);
  return parts.join(' ');
}

interface GeneratedColumn extends SchemaField {
  readonly expression: unknown;
  readonly dbPersist: boolean;
}

/** Anything but a literal stands in parentheses. */
function dbDefaultSql(editor: MysqlSchemaEditor, field: SchemaField): string {
  const { dbDefault } = field;
  const isExpression =
    typeof dbDefault === 'object' && dbDefault !== null && 'resolveExpression' in dbDefault;
  if (isExpression) return `(${editor.expressionSql(field, dbDefault)})`;
  return editor.defaultSql(field, field.getDbPrepSave(dbDefault, editor.connection));
}
