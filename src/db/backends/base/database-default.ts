import { schemaExpressions } from './expression-compiler.ts';
import type { SchemaEditor } from './schema-editor.ts';
import type { SchemaField } from './schema-model.ts';

/** What follows DEFAULT: a value as it is, anything that is computed in parentheses. Undefined for a field without one. */
export function databaseDefaultSql(editor: SchemaEditor, field: SchemaField): string | undefined {
  if (!field.hasDbDefault) return undefined;
  const { dbDefault } = field;
  if (!isExpression(dbDefault)) return literalSql(editor, field, dbDefault);
  const literal = schemaExpressions.literal(dbDefault);
  if (literal !== undefined) return literalSql(editor, field, literal.value);
  return `(${editor.expressionSql(field, dbDefault)})`;
}

function literalSql(editor: SchemaEditor, field: SchemaField, value: unknown): string {
  return editor.defaultSql(field, field.getDbPrepSave(value, editor.connection));
}

function isExpression(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'resolveExpression' in value;
}
