import { rawSql, type SqlFragment } from '../../backends/base/fragment.ts';
import { Expression } from '../../sql/expression.ts';

/** What a field with a `dbDefault` holds until it is saved: the database makes the value. */
export class DatabaseDefault extends Expression {
  override resolveExpression(): Expression {
    return this;
  }

  override toSql(): SqlFragment {
    return rawSql('DEFAULT');
  }
}
