import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import type { Query } from '../../sql/query.ts';
import { SelectCompiler } from '../../sql/select-compiler.ts';
import type { Shape } from './shape.ts';

interface ExistsPlan {
  readonly connection: DatabaseWrapper;
  readonly statement: Statement | undefined;
}

/** The statement that tells whether there are rows; undefined when there can be none. */
export function existsPlan(
  shape: Shape,
  connection: DatabaseWrapper,
  reduce: (query: Query) => void,
): Statement | undefined {
  const name = `exists:${connection.alias}`;
  const known = shape.plans.get(name) as ExistsPlan | undefined;
  if (known?.connection === connection) return known.statement;
  const query = shape.query.clone();
  reduce(query);
  let statement: Statement | undefined;
  try {
    statement = finish(new SelectCompiler(query, connection).select({ exists: true }).sql, connection);
  } catch (error) {
    if (!(error instanceof EmptyResultSet)) throw error;
  }
  shape.plans.set(name, { connection, statement } satisfies ExistsPlan);
  return statement;
}
