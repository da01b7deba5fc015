import { schemaExpressions } from '../backends/base/expression-compiler.ts';
import { Value } from './expressions/value.ts';
import { persistence } from './persistence.ts';

/** Let schema editors write expressions: database defaults and generated columns. */
export function connectSchemaExpressions(): void {
  schemaExpressions.compile = (editor, field, expression) =>
    persistence().schemaSql(field.model, [expression], editor.connection).sql;
  schemaExpressions.literal = (expression) => (expression instanceof Value ? expression : undefined);
}
