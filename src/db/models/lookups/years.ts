import { PARAM, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { isExpression } from '../../sql/expression.ts';
import { Slot, SlotParam } from '../../sql/slot.ts';
import { ModelValueError } from '../errors.ts';
import type { Transform } from '../expressions/transform.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { ExtractIsoYear, ExtractYear } from '../functions/dates.ts';
import { Exact, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual } from './comparisons.ts';
import { plain } from './lookup.ts';
import { registerLookup } from './registry.ts';

const number = new IntegerField();

/**
 * A comparison of a year is written as one of the date itself with the first and the last moment of the year, so that an
 * index can be used.
 * @param written the SQL after the column, `{0}` for the first moment and `{1}` for the last
 */
function boundsSql(
  compiler: Compiler,
  lookup: { readonly lhs: unknown; readonly rhs: unknown },
  written: string,
): SqlFragment | undefined {
  const year = lookup.lhs as Transform;
  if (isExpression(lookup.rhs)) return undefined;
  const { ops } = compiler.connection;
  const isoYear = (year.constructor as typeof Transform).lookupName === 'iso_year';
  const isMoment = year.lhs.outputField.getInternalType() === 'DateTimeField';
  const bounds = (value: unknown): readonly [unknown, unknown] => {
    const whole = checkedYear(Number(number.getPrepValue(plain(value))));
    return isMoment ? ops.yearBoundsForDateTime(whole, isoYear) : ops.yearBoundsForDate(whole, isoYear);
  };
  const column = compiler.compile(year.lhs);
  const params: unknown[] = [...column.params];
  const sql = written.replace(/\{([01])\}/g, (_, end: string) => {
    const read = (value: unknown): unknown => bounds(value)[Number(end)];
    const { rhs } = lookup;
    params.push(rhs instanceof Slot ? new SlotParam(rhs.index, read) : () => read(rhs));
    return PARAM;
  });
  return { sql: `${column.sql} ${sql}`, params };
}

/** @throws ModelValueError for a year that no date has */
function checkedYear(year: number): number {
  if (year >= 1 && year <= 9999) return year;
  throw new ModelValueError(`Year ${year} is out of range.`, 'The years of dates are 1 to 9999.');
}

export class YearExact extends Exact {
  override toSql(compiler: Compiler): SqlFragment {
    return boundsSql(compiler, this, 'BETWEEN {0} AND {1}') ?? super.toSql(compiler);
  }
}

export class YearGt extends GreaterThan {
  override toSql(compiler: Compiler): SqlFragment {
    return boundsSql(compiler, this, '> {1}') ?? super.toSql(compiler);
  }
}

export class YearGte extends GreaterThanOrEqual {
  override toSql(compiler: Compiler): SqlFragment {
    return boundsSql(compiler, this, '>= {0}') ?? super.toSql(compiler);
  }
}

export class YearLt extends LessThan {
  override toSql(compiler: Compiler): SqlFragment {
    return boundsSql(compiler, this, '< {0}') ?? super.toSql(compiler);
  }
}

export class YearLte extends LessThanOrEqual {
  override toSql(compiler: Compiler): SqlFragment {
    return boundsSql(compiler, this, '<= {1}') ?? super.toSql(compiler);
  }
}

/** Give the transforms of years their own comparisons. */
export function registerYearLookups(): void {
  for (const lookup of [YearExact, YearGt, YearGte, YearLt, YearLte]) {
    registerLookup(ExtractYear, lookup);
    registerLookup(ExtractIsoYear, lookup);
  }
}
