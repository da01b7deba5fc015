import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { BooleanField } from '../../../db/models/fields/boolean-field.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { Expression } from '../../../db/sql/expression.ts';

/** Two values compared by an operator of the database. */
export class Compared extends Expression {
  /** It may be a condition as it is. */
  readonly isPredicate = true;
  readonly lhs: Expression;
  readonly operator: string;
  readonly rhs: Expression;

  constructor(lhs: Expression, operator: string, rhs: Expression) {
    super(new BooleanField());
    this.lhs = lhs;
    this.operator = operator;
    this.rhs = rhs;
  }

  override get sources(): readonly Expression[] {
    return [this.lhs, this.rhs];
  }

  override withSources([lhs, rhs]: readonly (Expression | undefined)[]): Expression {
    return new Compared(lhs!, this.operator, rhs!);
  }

  override get conditional(): boolean {
    return true;
  }

  override toSql(compiler: Compiler): SqlFragment {
    return joinSql([compiler.compile(this.lhs), compiler.compile(this.rhs)], ` ${this.operator} `);
  }
}
