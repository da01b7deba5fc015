import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { finish } from '../../sql/finish.ts';
import { SelectCompiler } from '../../sql/select-compiler.ts';
import { bindParams } from '../../sql/slot.ts';
import type { Shape } from './shape.ts';

/** The database's plan for a query, a line per step; nothing for a query that is not sent, as it finds no rows. */
export async function explainQuery(
  shape: Shape,
  values: readonly unknown[],
  connection: DatabaseWrapper,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { format: asked, ...rest } = options;
  // As in Django, null and an empty text leave it to the database.
  const format = asked === null || asked === '' ? undefined : asked;
  for (const name of Object.keys(rest)) {
    if (!/^[\w-]+$/.test(name)) throw new FieldError(`Invalid option name: ${JSON.stringify(name)}.`);
  }
  const prefix = explainPrefix(connection, format, rest);
  const compiled = compiledSql(shape, connection);
  if (compiled === undefined) return '';
  const { sql, params } = finish(compiled, connection);
  const bound = bindParams(params, values, connection.features.hasNativeBooleanField);
  const rows = await connection.query(`${prefix} ${sql}`, bound);
  return rows
    .map((row) => row.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell))).join(' '))
    .join('\n');
}

/** Undefined for a query that no row can fit. */
function compiledSql(shape: Shape, connection: DatabaseWrapper): SqlFragment | undefined {
  try {
    return new SelectCompiler(shape.query, connection).select().sql;
  } catch (error) {
    if (error instanceof EmptyResultSet) return undefined;
    throw error;
  }
}

function explainPrefix(
  connection: DatabaseWrapper,
  format: unknown,
  rest: Readonly<Record<string, unknown>>,
): string {
  const { supportedExplainFormats } = connection.features;
  if (format !== undefined && !supportedExplainFormats.includes(String(format).toUpperCase())) {
    const allowed =
      supportedExplainFormats.length > 0
        ? `Allowed formats: ${supportedExplainFormats.join(', ')}.`
        : `${connection.displayName} has one format alone.`;
    throw new FieldError(`${shownValue(format)} is not a recognized format.`, allowed);
  }
  const names = Object.keys(rest);
  if (names.length > 0 && !connection.features.supportsExplainAnalyze) {
    throw new FieldError(
      `Unknown options: ${names.sort().join(', ')}.`,
      `${connection.displayName} has no options for explain().`,
    );
  }
  return connection.ops.explainPrefix(format === undefined ? undefined : String(format).toUpperCase(), rest);
}
