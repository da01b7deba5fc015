import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { Lookup } from '../../../db/models/lookups/lookup.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { isExpression } from '../../../db/sql/expression.ts';

/** A comparison by an operator that only PostgreSQL has: `tags @> $1`. */
export abstract class OperatorLookup extends Lookup {
  protected abstract readonly operator: string;

  /** The type that a value of the right side is given as, since some operators take several. */
  protected rhsType(compiler: Compiler): string | undefined {
    return this.lhs.outputFieldOrNone?.dbType(compiler.connection);
  }

  protected override rhsSql(compiler: Compiler): SqlFragment {
    const right = super.rhsSql(compiler);
    return isExpression(this.rhs) ? right : castSql(right, this.rhsType(compiler));
  }

  override toSql(compiler: Compiler): SqlFragment {
    return joinSql([this.lhsSql(compiler), this.rhsSql(compiler)], ` ${this.operator} `);
  }
}

export function castSql({ sql, params }: SqlFragment, type: string | undefined): SqlFragment {
  return { sql: type === undefined ? sql : `${sql}::${type}`, params };
}
