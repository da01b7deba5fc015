import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { PARAM, type SqlFragment } from '../backends/base/fragment.ts';
import { SlotParam } from './slot.ts';

/** Finished SQL: the text as the database takes it, and what its parameters come from. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Put the database's own parameter marks in. */
export function finish({ sql, params }: SqlFragment, { ops }: DatabaseWrapper): Statement {
  let next = 0;
  const sent: unknown[] = [];
  const text = sql.replaceAll(PARAM, () => {
    const param = params[next++];
    const literal =
      param instanceof SlotParam || typeof param === 'function' ? undefined : ops.literal(param);
    if (literal !== undefined) return literal;
    const known = ops.sharesParameters ? sent.indexOf(param) : -1;
    return ops.placeholder(known >= 0 ? known + 1 : sent.push(param));
  });
  return { sql: text, params: sent };
}
