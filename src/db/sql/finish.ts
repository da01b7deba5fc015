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
  const texts = new Map<unknown, number>();
  const others = new Map<unknown, number>();
  const text = sql.replaceAll(PARAM, (_, position: number) => {
    const param = params[next++];
    const literal =
      param instanceof SlotParam || typeof param === 'function' ? undefined : ops.literal(param);
    if (literal !== undefined) return literal;
    const identity = ops.parameterIdentity(param);
    if (identity === undefined) return ops.placeholder(sent.push(param), param);
    const isText = typeof param === 'string';
    const known = isText ? texts : others;
    const key = isText ? `${sql.slice(Math.max(0, position - CONTEXT), position)}\0${param}` : identity;
    const place = known.get(key) ?? sent.push(param);
    known.set(key, place);
    return ops.placeholder(place, param);
  });
  return { sql: text, params: sent };
}
