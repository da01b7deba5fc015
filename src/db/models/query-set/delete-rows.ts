import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { initialAlias } from '../../sql/aliases.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { bindParams } from '../../sql/slot.ts';
import { compileDelete } from '../../sql/write-compilers.ts';
import type { Shape } from './shape.ts';
import { ownTable } from './update-rows.ts';

interface DeletePlan {
  readonly connection: DatabaseWrapper;
  readonly statement: Statement | undefined;
}

/** `DELETE` of the rows of a shape, without a look at what depends on them. @returns how many */
export function deleteShape(
  shape: Shape,
  values: readonly unknown[],
  connection: DatabaseWrapper,
): Awaitable<number> {
  const key = `delete:${connection.alias}`;
  let plan = shape.plans.get(key) as DeletePlan | undefined;
  if (plan?.connection !== connection) {
    plan = makePlan(shape, connection);
    shape.plans.set(key, plan);
  }
  if (plan.statement === undefined) return 0;
  const params = bindParams(plan.statement.params, values, connection.features.hasNativeBooleanField);
  return whenReady(connection.execute(plan.statement.sql, params), ({ rowCount }) => rowCount);
}

function makePlan(shape: Shape, connection: DatabaseWrapper): DeletePlan {
  const query = shape.query.clone();
  initialAlias(query);
  try {
    return { connection, statement: finish(compileDelete(ownTable(query), connection), connection) };
  } catch (error) {
    if (!(error instanceof EmptyResultSet)) throw error;
    return { connection, statement: undefined };
  }
}
