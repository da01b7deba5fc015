import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { compileAggregates } from '../../sql/aggregate.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { convertRow } from '../fill-instance.ts';
import { rowConverters } from './converters.ts';
import type { Shape } from './shape.ts';

export interface AggregatePlan {
  readonly connection: DatabaseWrapper;
  /** Undefined when there are no rows, whatever is in the table. */
  readonly statement: Statement | undefined;
  read(row: unknown[]): Record<string, unknown>;
  /** The results for no rows. */
  empty(): Record<string, unknown>;
}

/** @param key name of the plan, for aggregates that are always the same */
export function aggregatePlan(
  shape: Shape,
  wanted: ReadonlyMap<string, Expression>,
  key: string | undefined,
  connection: DatabaseWrapper,
): AggregatePlan {
  const name = `${key ?? keyOf(wanted)}:${connection.alias}`;
  const known = shape.plans.get(name) as AggregatePlan | undefined;
  if (known?.connection === connection) return known;
  const plan = makePlan(shape, wanted, connection);
  if (key !== undefined || keyOf(wanted) !== undefined) shape.plans.set(name, plan);
  return plan;
}

function keyOf(wanted: ReadonlyMap<string, Expression>): string | undefined {
  let key = 'aggregate';
  for (const [name, expression] of wanted) {
    const own = expression.shapeKey();
    if (own === undefined) return undefined;
    key += `:${name}=${own}`;
  }
  return key;
}

function makePlan(
  shape: Shape,
  wanted: ReadonlyMap<string, Expression>,
  connection: DatabaseWrapper,
): AggregatePlan {
  const names = [...wanted.keys()];
  const empty = (): Record<string, unknown> =>
    Object.fromEntries([...wanted].map(([name, expression]) => [name, valueOfNoRows(expression)]));
  try {
    const { sql, expressions } = compileAggregates(shape.query, wanted, connection);
    const converters = rowConverters([...expressions.values()], connection);
    return {
      connection,
      statement: finish(sql, connection),
      read: (row) => {
        convertRow(row, converters);
        return Object.fromEntries(names.map((name, index) => [name, row[index]]));
      },
      empty,
    };
  } catch (error) {
    if (!(error instanceof EmptyResultSet)) throw error;
    return { connection, statement: undefined, read: empty, empty };
  }
}

/** What an aggregate is where there are no rows: its default, if it has one. */
function valueOfNoRows(expression: Expression): unknown {
  const { default: fallback } = expression as Expression & { readonly default?: unknown };
  if (fallback === undefined) return expression.emptyResultValue ?? null;
  if (!isExpression(fallback)) return fallback;
  return 'value' in fallback ? fallback.value : (fallback.emptyResultValue ?? null);
}
