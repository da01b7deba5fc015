import type { SqlFragment } from '../../db/backends/base/fragment.ts';
import { callable } from '../../db/models/expressions/callable.ts';
import { type QuerySource, Subquery } from '../../db/models/expressions/subquery.ts';
import { Field } from '../../db/models/fields/field.ts';
import type { OutputField } from '../../db/models/types/expression.ts';
import type { Compiler } from '../../db/sql/compiler.ts';
import type { Expression } from '../../db/sql/expression.ts';
import type { Query } from '../../db/sql/query.ts';
import { ArrayField } from './fields/array-field.ts';

class ArraySubqueryExpression extends Subquery {
  protected override with(query: Query): Expression {
    return new ArraySubqueryExpression(query, this.given === undefined ? {} : { outputField: this.given });
  }

  protected override findOutputField(): Field {
    return new ArrayField({ baseField: this.query.outputFieldOrNone ?? new Field() });
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = super.toSql(compiler);
    return { sql: `ARRAY${sql}`, params };
  }
}

export type ArraySubquery = ArraySubqueryExpression;
/** All values of a query as a list: `ArraySubquery(Comment.objects.filter({ post: OuterRef('pk') }).values('text'))`. */
export const ArraySubquery = callable<
  typeof ArraySubqueryExpression &
    ((queryset: QuerySource, options?: { outputField?: OutputField }) => ArraySubquery)
>(ArraySubqueryExpression);
