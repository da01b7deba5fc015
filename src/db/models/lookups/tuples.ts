import { joinSql, type SqlFragment } from '../../backends/base/fragment.ts';
import { buildLookup } from '../../sql/build-filter.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { columnsOf } from '../../sql/composite.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import type { Expression } from '../../sql/expression.ts';
import { isExpression } from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import { callable } from '../expressions/callable.ts';
import { FieldGroup } from '../fields/field-group.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  In,
  IsNull,
  itemSql,
  itemsOf,
  LessThan,
  LessThanOrEqual,
  queryList,
} from './comparisons.ts';
import { plain } from './lookup.ts';
import { registerLookup, sealLookups } from './registry.ts';
import { checkSelected, leftParts, rightParts, sourceOf } from './tuple-parts.ts';

/** `(a AND b)`, `(a OR b)` */
function joined(parts: readonly SqlFragment[], connector: 'AND' | 'OR'): SqlFragment {
  const { sql, params } = joinSql(parts, ` ${connector} `);
  return { sql: parts.length === 1 ? sql : `(${sql})`, params };
}

function compare(compiler: Compiler, name: string, left: Expression, right: unknown): SqlFragment {
  // NULL in a tuple is equal to nothing; `isnull` is another question.
  if (right === null) throw new EmptyResultSet();
  return compiler.compile(buildLookup([name], left, right));
}

class TupleExactLookup extends Exact {
  override toSql(compiler: Compiler): SqlFragment {
    const left = leftParts(this.lhs);
    if (this.rhs instanceof Query) {
      checkSelected(this.rhs, left.length, this.lookupName);
      const { sql, params } = compiler.compile(this.rhs);
      const columns = columnList(compiler, left);
      return { sql: `${columns.sql} = ${sql}`, params: [...columns.params, ...params] };
    }
    const right = rightParts(this.lhs, this.rhs, this.lookupName);
    return joined(
      left.map((column, index) => compare(compiler, 'exact', column, right[index])),
      'AND',
    );
  }
}

function columnList(compiler: Compiler, columns: readonly Expression[]): SqlFragment {
  const { sql, params } = joinSql(
    columns.map((column) => compiler.compile(column)),
    ', ',
  );
  return { sql: `(${sql})`, params };
}

/** `(a, b) > (1, 2)`: the first column decides, the next where it is equal. */
function ordered(compiler: Compiler, lookup: GreaterThan, strict: string, last: string): SqlFragment {
  const left = leftParts(lookup.lhs);
  const right = rightParts(lookup.lhs, lookup.rhs, lookup.lookupName);
  const from = (index: number): SqlFragment => {
    const [column, value] = [left[index]!, right[index]];
    if (index === left.length - 1) return compare(compiler, last, column, value);
    const equal = joined([compare(compiler, 'exact', column, value), from(index + 1)], 'AND');
    return joined([compare(compiler, strict, column, value), equal], 'OR');
  };
  return from(0);
}

class TupleGreaterThan extends GreaterThan {
  override toSql(compiler: Compiler): SqlFragment {
    return ordered(compiler, this, 'gt', 'gt');
  }
}

class TupleGreaterThanOrEqual extends GreaterThanOrEqual {
  override toSql(compiler: Compiler): SqlFragment {
    return ordered(compiler, this, 'gt', 'gte');
  }
}

class TupleLessThan extends LessThan {
  override toSql(compiler: Compiler): SqlFragment {
    return ordered(compiler, this, 'lt', 'lt');
  }
}

class TupleLessThanOrEqual extends LessThanOrEqual {
  override toSql(compiler: Compiler): SqlFragment {
    return ordered(compiler, this, 'lt', 'lte');
  }
}

/** Empty when a part of it is. */
class TupleIsNull extends IsNull {
  override toSql(compiler: Compiler): SqlFragment {
    const parts = leftParts(this.lhs).map((column) => compiler.compile(new IsNull(column, this.rhs)));
    return joined(parts, this.rhs === true ? 'OR' : 'AND');
  }
}

class TupleInLookup extends In {
  protected override keyNames(): readonly string[] {
    const source = sourceOf(this.lhs);
    return source === undefined || source.primaryKey ? ['pk'] : columnsOf(source).map(({ name }) => name);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const left = leftParts(this.lhs);
    const columns = columnList(compiler, left);
    const list = isExpression(this.rhs)
      ? this.queryRows(compiler, this.rhs, left.length)
      : this.valueRows(compiler, left);
    return { sql: `${columns.sql} IN ${list.sql}`, params: [...columns.params, ...list.params] };
  }

  protected queryRows(compiler: Compiler, rhs: Expression, count: number): SqlFragment {
    if (rhs instanceof Query) checkSelected(rhs, count, this.lookupName);
    return queryList(compiler, rhs);
  }

  protected valueRows(compiler: Compiler, left: readonly Expression[]): SqlFragment {
    const { connection } = compiler;
    const prepare = left.map((column) => {
      const field = column.outputFieldOrNone;
      return (value: unknown): unknown =>
        field === undefined ? plain(value) : field.getDbPrepValue(plain(value), connection);
    });
    const rows = itemsOf(this.rhs)
      .map((item) => rightParts(this.lhs, item, this.lookupName))
      .filter((parts) => !parts.includes(null))
      .map((parts) => parts.map((part, index) => itemSql(compiler, part, prepare[index]!)))
      .map((parts) => joinSql(parts, ', '))
      .map(({ sql, params }) => ({ sql: `(${sql})`, params }));
    if (rows.length === 0) throw new EmptyResultSet();
    const { sql, params } = joinSql(rows, ', ');
    return { sql: connection.ops.tupleList(sql), params };
  }
}

export type TupleIn = TupleInLookup;
/** Whether several values together are among others: `filter(TupleIn(Tuple('author', 'year'), [[1, 2024], [2, 2025]]))`. */
export const TupleIn = callable<typeof TupleInLookup & ((lhs: unknown, rhs: unknown) => TupleIn)>(
  TupleInLookup,
);

/** What several columns can be compared by. */
export function registerTupleLookups(): void {
  sealLookups(FieldGroup);
  for (const lookup of [
    TupleExactLookup,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
    TupleLessThanOrEqual,
    TupleIsNull,
    TupleInLookup,
  ]) {
    registerLookup(FieldGroup, lookup);
  }
}
