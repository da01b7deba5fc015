import type { DatabaseWrapper } from '../../../db/backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../../db/backends/base/fragment.ts';
import { NotSupportedError } from '../../../db/errors.ts';
import { Transform } from '../../../db/models/expressions/transform.ts';
import { AutoField } from '../../../db/models/fields/auto-field.ts';
import { BooleanField } from '../../../db/models/fields/boolean-field.ts';
import { DateField } from '../../../db/models/fields/date-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';
import { DecimalField } from '../../../db/models/fields/decimal-field.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { FloatField } from '../../../db/models/fields/float-field.ts';
import { IntegerField } from '../../../db/models/fields/integer-field.ts';
import { registerLookup } from '../../../db/models/lookups/registry.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { sampleOf } from '../../../db/sql/slot.ts';
import { Range } from '../fields/range.ts';
import { RangeField } from '../fields/range-field.ts';
import {
  BigIntegerRangeField,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  IntegerRangeField,
} from '../fields/range-fields.ts';
import { castSql, OperatorLookup } from './operator-lookup.ts';

/** Make a lookup of a range by another: `overlap` is `&&`. */
function byOperator(
  name: string,
  sign: string,
): typeof OperatorLookup & (new (lhs: unknown, rhs: unknown) => OperatorLookup) {
  return class RangeLookup extends OperatorLookup {
    static override readonly lookupName = name;
    protected override readonly operator = sign;
  };
}

/** Has all of another range, or a single value. */
export class RangeContains extends OperatorLookup {
  static override readonly lookupName = 'contains';
  protected override readonly operator = '@>';

  protected get isValue(): boolean {
    const given = sampleOf(this.rhs);
    return !(given instanceof Range) && !Array.isArray(given);
  }

  protected override rhsType(compiler: Compiler): string | undefined {
    const field = this.lhs.outputField as RangeField;
    return (this.isValue ? field.baseField : field).dbType(compiler.connection);
  }

  protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
    if (!this.isValue) return super.preparer(connection);
    const { baseField } = this.lhs.outputField as RangeField;
    return (value) => baseField.getDbPrepValue(value, connection);
  }
}

/** The range that has the values of a column. */
const RANGE_OF: Readonly<Record<string, { readonly field: RangeField; readonly cast?: string }>> = {
  smallint: { field: new IntegerRangeField(), cast: 'integer' },
  integer: { field: new IntegerRangeField() },
  bigint: { field: new BigIntegerRangeField() },
  'double precision': { field: new DecimalRangeField(), cast: 'numeric' },
  numeric: { field: new DecimalRangeField(), cast: 'numeric' },
  date: { field: new DateRangeField() },
  'timestamp with time zone': { field: new DateTimeRangeField() },
};

/** A number, a day or a moment lies in a range: `age__contained_by: new Range(18, 65)`. */
export class ValueContainedBy extends OperatorLookup {
  static override readonly lookupName = 'contained_by';
  protected override readonly operator = '<@';

  protected range(connection: DatabaseWrapper): { readonly field: RangeField; readonly cast?: string } {
    const type = this.lhs.outputField.dbType(connection) ?? '';
    const found = RANGE_OF[type.replace(/\(.*$/, '')];
    if (found !== undefined) return found;
    throw new NotSupportedError(
      `There is no range of values of the type '${type}'.`,
      'Compare them by gte and lt.',
    );
  }

  protected override rhsType({ connection }: Compiler): string {
    return this.range(connection).field.rangeType;
  }

  protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
    const { field } = this.range(connection);
    return (value) => field.getDbPrepValue(value, connection);
  }

  protected override lhsSql(compiler: Compiler): SqlFragment {
    return castSql(super.lhsSql(compiler), this.range(compiler.connection).cast);
  }
}

/** A transform by a function of one range. */
function byFunction(name: string, functionName: string, output: (range: RangeField) => Field) {
  return class RangePart extends Transform {
    static override readonly lookupName = name;
    override readonly functionName = functionName;

    protected override findOutputField(): Field {
      return output(this.lhs.outputField as RangeField);
    }
  };
}

const end = (range: RangeField): Field => range.baseField;
const truth = (): Field => new BooleanField();

export function registerRangeLookups(): void {
  for (const lookup of [
    RangeContains,
    byOperator('contained_by', '<@'),
    byOperator('overlap', '&&'),
    byOperator('fully_lt', '<<'),
    byOperator('fully_gt', '>>'),
    byOperator('not_lt', '&>'),
    byOperator('not_gt', '&<'),
    byOperator('adjacent_to', '-|-'),
    byFunction('startswith', 'LOWER', end),
    byFunction('endswith', 'UPPER', end),
    byFunction('isempty', 'ISEMPTY', truth),
    byFunction('lower_inc', 'LOWER_INC', truth),
    byFunction('lower_inf', 'LOWER_INF', truth),
    byFunction('upper_inc', 'UPPER_INC', truth),
    byFunction('upper_inf', 'UPPER_INF', truth),
  ]) {
    registerLookup(RangeField, lookup);
  }
  for (const type of [IntegerField, AutoField, FloatField, DecimalField, DateField, DateTimeField])
    registerLookup(type, ValueContainedBy);
}
