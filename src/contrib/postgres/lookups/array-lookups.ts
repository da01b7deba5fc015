import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { registerSlice } from '../../../db/models/expressions/slice-text.ts';
import { Transform } from '../../../db/models/expressions/transform.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { IntegerField } from '../../../db/models/fields/integer-field.ts';
import { Exact, itemSql } from '../../../db/models/lookups/comparisons.ts';
import { registerDynamicTransform, registerLookup } from '../../../db/models/lookups/registry.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { type Expression, isExpression, type TransformFactory } from '../../../db/sql/expression.ts';
import { Query } from '../../../db/sql/query.ts';
import { ArrayField } from '../fields/array-field.ts';
import { castSql, OperatorLookup } from './operator-lookup.ts';

/** A list with expressions among its items: `ARRAY["title", $1]`. */
function listSql(compiler: Compiler, lhs: Expression, items: readonly unknown[]): SqlFragment {
  const { baseField } = lhs.outputField as ArrayField;
  const prepare = (value: unknown): unknown => baseField.getDbPrepValue(value, compiler.connection);
  const { sql, params } = joinSql(
    items.map((item) => itemSql(compiler, item, prepare)),
    ', ',
  );
  return { sql: `ARRAY[${sql}]`, params };
}

function hasExpressions(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.some(isExpression);
}

abstract class ArrayLookup extends OperatorLookup {
  protected override rhsSql(compiler: Compiler): SqlFragment {
    if (!hasExpressions(this.rhs)) return super.rhsSql(compiler);
    return castSql(listSql(compiler, this.lhs, this.rhs), this.rhsType(compiler));
  }
}

/** Has all of these items. */
export class ArrayContains extends ArrayLookup {
  static override readonly lookupName = 'contains';
  protected override readonly operator = '@>';
}

/** Has none but these items. */
export class ArrayContainedBy extends ArrayLookup {
  static override readonly lookupName = 'contained_by';
  protected override readonly operator = '<@';
}

/** Has one of these items, or one that a query gives. */
export class ArrayOverlap extends ArrayLookup {
  static override readonly lookupName = 'overlap';
  protected override readonly operator = '&&';

  protected override rhsSql(compiler: Compiler): SqlFragment {
    if (!(this.rhs instanceof Query)) return super.rhsSql(compiler);
    const { sql, params } = compiler.compile(this.rhs);
    return castSql({ sql: `ARRAY${sql}`, params }, this.rhsType(compiler));
  }
}

export class ArrayExact extends Exact {
  protected override rhsSql(compiler: Compiler): SqlFragment {
    const type = this.lhs.outputField.dbType(compiler.connection);
    if (hasExpressions(this.rhs)) return castSql(listSql(compiler, this.lhs, this.rhs), type);
    const right = super.rhsSql(compiler);
    return isExpression(this.rhs) ? right : castSql(right, type);
  }
}

/** How many items there are: `tags__len`. */
export class ArrayLen extends Transform<number> {
  static override readonly lookupName = 'len';

  protected override findOutputField(): Field {
    return new IntegerField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = compiler.compile(this.lhs);
    return {
      sql: `CASE WHEN ${sql} IS NULL THEN NULL ELSE COALESCE(ARRAY_LENGTH(${sql}, 1), 0) END`,
      params: [...params, ...params],
    };
  }
}

/** One item, or some in a row; counted from 0 here and from 1 by the database. */
abstract class ArrayPart extends Transform {
  protected abstract readonly place: string;

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = compiler.compile(this.lhs);
    return { sql: `${sql.endsWith(']') ? sql : `(${sql})`}[${this.place}]`, params };
  }

  protected override literals(): readonly unknown[] {
    return [this.place];
  }
}

/** `tags__0` */
function itemAt(index: number): TransformFactory {
  return class ArrayItem extends ArrayPart {
    protected override readonly place = String(index + 1);

    protected override findOutputField(): Field {
      return (this.lhs.outputField as ArrayField).baseField;
    }
  };
}

/** `tags__0_2`: the first two items, as an array; all from `from` on where there is no end. */
function slice(from: number, to: number | undefined): TransformFactory {
  return class ArraySlice extends ArrayPart {
    protected override readonly place = `${from + 1}:${to ?? ''}`;
  };
}

export function registerArrayLookups(): void {
  for (const lookup of [ArrayContains, ArrayContainedBy, ArrayOverlap, ArrayExact, ArrayLen])
    registerLookup(ArrayField, lookup);
  registerSlice(ArrayField, (items, start, stop) => new (slice(start, stop))(items));
  registerDynamicTransform(ArrayField, (name) => {
    const parts = /^(\d{1,9})(?:_(\d{1,9}))?$/.exec(name);
    if (parts === null) return undefined;
    const from = Number(parts[1]);
    return parts[2] === undefined ? itemAt(from) : slice(from, Number(parts[2]));
  });
}
