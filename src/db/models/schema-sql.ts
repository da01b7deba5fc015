import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { PARAM } from '../backends/base/fragment.ts';
import type { SchemaModel } from '../backends/base/schema-model.ts';
import { initialAlias } from '../sql/aliases.ts';
import { Col } from '../sql/col.ts';
import { type Expression, isExpression } from '../sql/expression.ts';
import { Query } from '../sql/query.ts';
import { SelectCompiler } from '../sql/select-compiler.ts';
import { asField } from './expressions/f.ts';
import { Value } from './expressions/value.ts';
import type { ModelClass } from './model.ts';
import type { SchemaSql } from './persistence.ts';

/** SQL of expressions over the columns of one table, without parameters: for indexes, constraints and defaults. */
export function schemaSql(
  model: SchemaModel,
  parts: readonly unknown[],
  connection: DatabaseWrapper,
): SchemaSql {
  const query = new Query(model as unknown as ModelClass);
  query.qualifiesColumns = false;
  initialAlias(query);
  const compiler = new SelectCompiler(query, connection);
  const columns = new Set<string>();
  const sql = parts.map((part) => {
    const resolved = asExpression(part).resolveExpression(query, { allowJoins: false });
    for (const item of resolved.flatten()) if (item instanceof Col) columns.add(item.target.column);
    return inlined(compiler.compile(resolved), connection);
  });
  return { sql: sql.join(', '), columns: [...columns] };
}

function asExpression(part: unknown): Expression {
  if (isExpression(part)) return part;
  return typeof part === 'string' ? asField(part) : new Value(part);
}

function inlined(
  { sql, params }: { sql: string; params: readonly unknown[] },
  { ops }: DatabaseWrapper,
): string {
  let next = 0;
  return sql.replaceAll(PARAM, () => {
    const param = params[next++];
    return ops.quoteValue(typeof param === 'function' ? param() : param);
  });
}
