import type { SchemaEditor } from './schema-editor.ts';
import type { SchemaField } from './schema-model.ts';

/** Writes an expression of a column (a database default, a generated column) as SQL without parameters. */
export type ExpressionCompiler = (editor: SchemaEditor, field: SchemaField, expression: unknown) => string;

/** What is above the backends knows how expressions become SQL, and says so here when it is loaded. */
export const schemaExpressions: {
  compile: ExpressionCompiler | undefined;
  /** The value of an expression that is nothing but a value; undefined for all others. */
  literal: (expression: object) => { value: unknown } | undefined;
} = { compile: undefined, literal: () => undefined };
