import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { PARAM, type SqlFragment } from '../backends/base/fragment.ts';
import { SlotParam } from './slot.ts';

/** Finished SQL: the text as the database takes it, and what its parameters come from. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Characters that tell what a plain text is compared with, and so its type. */
const CONTEXT = 80;

/** Put the database's own parameter marks in. */
export function finish({ sql, params }: SqlFragment, { ops }: DatabaseWrapper): Statement {
  let next = 0;
  const sent: unknown[] = [];
  const before: string[] = [];
  const text = sql.replaceAll(PARAM, (_, position: number) => {
    const param = params[next++];
    const literal =
      param instanceof SlotParam || typeof param === 'function' ? undefined : ops.literal(param);
    if (literal !== undefined) return literal;
    const context = sql.slice(Math.max(0, position - CONTEXT), position);
    const known = sent.findIndex(
      (other, i) => ops.isSameParameter(other, param) && (typeof param !== 'string' || before[i] === context),
    );
    if (known >= 0) return ops.placeholder(known + 1, param);
    before.push(context);
    return ops.placeholder(sent.push(param), param);
  });
  return { sql: text, params: sent };
}
