import { rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import type { Compiler } from './compiler.ts';
import { Expression } from './expression.ts';

/** A different number for each row: what `orderBy('?')` sorts by. */
export class RandomOrder extends Expression {
  override resolveExpression(): Expression {
    return this;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override toSql({ connection }: Compiler): SqlFragment {
    return rawSql(`${connection.ops.functionName('RANDOM')}()`);
  }
}
