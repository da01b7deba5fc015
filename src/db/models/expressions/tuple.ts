import { joinSql, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { callable } from './callable.ts';
import { Func } from './func.ts';

/** Several values side by side, to be compared with others: `Tuple('author', 'year')`. */
class TupleExpression extends Func<readonly unknown[]> {
  readonly isTuple = true;

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = joinSql(this.argumentsSql(compiler), ', ');
    return { sql: `(${sql})`, params };
  }
}

export type Tuple = TupleExpression;
export const Tuple = callable<typeof TupleExpression & ((...parts: readonly unknown[]) => Tuple)>(
  TupleExpression,
);
