import { type SqlFragment, wrapSql } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { Expression } from '../../sql/expression.ts';
import type { Field } from '../fields/field.ts';

/** Keys of the rows that a statement of one's own finds, as the right side of IN. */
export class RawKeys extends Expression {
  readonly statement: SqlFragment;
  readonly columns: readonly string[];
  readonly key: Field;

  constructor(statement: SqlFragment, columns: readonly string[], key: Field) {
    super();
    this.statement = statement;
    this.columns = columns;
    this.key = key;
  }

  override resolveExpression(): Expression {
    return this;
  }

  override get outputFieldOrNone(): Field {
    return this.key;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override toSql(compiler: Compiler): SqlFragment {
    const table = compiler.quote('raw');
    const columns = this.columns.map((column) => `${table}.${compiler.quote(column)}`).join(', ');
    const params = this.statement.params.map((value) => compiler.connection.ops.rawParameter(value));
    const sql = this.statement.sql.replace(/;\s*$/, '');
    // A line of its own ends a comment that the statement may end with.
    return wrapSql(`(SELECT ${columns} FROM (`, { sql, params }, `\n) ${table})`);
  }

  override shapeKey(): undefined {
    return undefined;
  }
}
