import { DateField } from '../../../db/models/fields/date-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';
import { DecimalField } from '../../../db/models/fields/decimal-field.ts';
import { MODULE_PATHS } from '../../../db/models/fields/deconstruct.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { IntegerField } from '../../../db/models/fields/integer-field.ts';
import { BigIntegerField } from '../../../db/models/fields/integer-kinds.ts';
import { MODULE } from '../module-name.ts';
import { ContinuousRangeField, RangeField } from './range-field.ts';

export class IntegerRangeField extends RangeField {
  override readonly baseField: Field = new IntegerField();
  override readonly rangeType: string = 'int4range';
}

export class BigIntegerRangeField extends RangeField {
  override readonly baseField: Field = new BigIntegerField();
  override readonly rangeType: string = 'int8range';
}

export class DecimalRangeField extends ContinuousRangeField {
  override readonly baseField: Field = new DecimalField();
  override readonly rangeType: string = 'numrange';
}

export class DateTimeRangeField extends ContinuousRangeField {
  override readonly baseField: Field = new DateTimeField();
  override readonly rangeType: string = 'tstzrange';
}

export class DateRangeField extends RangeField {
  override readonly baseField: Field = new DateField();
  override readonly rangeType: string = 'daterange';
}

for (const type of [
  IntegerRangeField,
  BigIntegerRangeField,
  DecimalRangeField,
  DateTimeRangeField,
  DateRangeField,
]) {
  MODULE_PATHS.set(type, `${MODULE}#${type.name}`);
}
