import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { PARAM, type SqlFragment } from '../backends/base/fragment.ts';

/** Finished SQL: the text as the database takes it, and what its parameters come from. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Put the database's own parameter marks in. */
export function finish({ sql, params }: SqlFragment, { ops }: DatabaseWrapper): Statement {
  let position = 0;
  return { sql: sql.replaceAll(PARAM, () => ops.placeholder(++position)), params };
}
