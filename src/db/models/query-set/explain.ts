import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { NotSupportedError } from '../../errors.ts';
import { finish } from '../../sql/finish.ts';
import { SelectCompiler } from '../../sql/select-compiler.ts';
import { bindParams } from '../../sql/slot.ts';
import type { Shape } from './shape.ts';

/** The database's plan for a query, a line per step. */
export async function explainQuery(
  shape: Shape,
  values: readonly unknown[],
  connection: DatabaseWrapper,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { format, ...rest } = options;
  for (const name of Object.keys(rest)) {
    if (!/^[\w-]+$/.test(name)) throw new FieldError(`Invalid option name: ${JSON.stringify(name)}.`);
  }
  const prefix = explainPrefix(connection, format, rest);
  const { sql, params } = finish(
    new SelectCompiler(shape.query, connection).select({ elideEmpty: false }).sql,
    connection,
  );
  const bound = bindParams(params, values, connection.features.hasNativeBooleanField);
  const rows = await connection.query(`${prefix} ${sql}`, bound);
  return rows
    .map((row) => row.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell))).join(' '))
    .join('\n');
}

function explainPrefix(
  connection: DatabaseWrapper,
  format: unknown,
  rest: Readonly<Record<string, unknown>>,
): string {
  const { supportedExplainFormats } = connection.features;
  if (format !== undefined && !supportedExplainFormats.includes(String(format).toUpperCase())) {
    const allowed =
      supportedExplainFormats.length > 0 ? ` Allowed formats: ${supportedExplainFormats.join(', ')}.` : '';
    throw new FieldError(`${String(format)} is not a recognized format.${allowed}`);
  }
  const names = Object.keys(rest);
  if (names.length > 0 && !connection.features.supportsExplainAnalyze) {
    throw new NotSupportedError(`Unknown options: ${names.sort().join(', ')}`);
  }
  return connection.ops.explainPrefix(format === undefined ? undefined : String(format).toUpperCase(), rest);
}
