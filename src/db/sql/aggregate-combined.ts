import { FieldError } from '../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { Col, Ref } from './col.ts';
import { sameColumns } from './combined.ts';
import type { Expression } from './expression.ts';
import type { Query } from './query.ts';
import { SelectCompiler } from './select-compiler.ts';
import { compileSelect } from './select-list.ts';

/**
 * Aggregates over a union, an intersection or a difference read the columns that its parts select, by the names that these have there.
 * @throws FieldError for a column that they do not select: another one would decide which rows are the same
 */
export function overCombined(
  query: Query,
  aggregates: ReadonlyMap<string, Expression>,
  connection: DatabaseWrapper,
): Map<string, Expression> {
  const names = columnNames(query, connection);
  const read = (part: Expression): Expression | undefined => {
    if (part instanceof Ref) return part;
    if (!(part instanceof Col)) return undefined;
    const name = names.get(part.shapeKey());
    if (name !== undefined) return new Ref(name, part);
    throw new FieldError(
      `Cannot aggregate over '${part.target.name}': the queries that are combined do not select it.`,
      'Select it in each of them.',
    );
  };
  return new Map([...aggregates].map(([name, aggregate]) => [name, aggregate.replaced(read)]));
}

/** The names of columns in the combination are those of its first part. */
function columnNames(query: Query, connection: DatabaseWrapper): ReadonlyMap<string, string> {
  let first = query;
  while (first.combinator !== undefined) first = sameColumns(first, first.combinedQueries[0]!);
  const { items } = compileSelect(new SelectCompiler(first, connection), first, true);
  return new Map(
    items.flatMap(({ expression, alias }) =>
      expression instanceof Col && alias !== undefined ? [[expression.shapeKey(), alias] as const] : [],
    ),
  );
}
