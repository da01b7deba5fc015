import type { Decimal } from '../../../utils/decimal.ts';
import {
  AutoField as AutoFieldClass,
  BigAutoField as BigAutoFieldClass,
  SmallAutoField as SmallAutoFieldClass,
} from '../fields/auto-field.ts';
import { BooleanField as BooleanFieldClass } from '../fields/boolean-field.ts';
import { DecimalField as DecimalFieldClass, type DecimalFieldOptions } from '../fields/decimal-field.ts';
import { FloatField as FloatFieldClass } from '../fields/float-field.ts';
import { IntegerField as IntegerFieldClass } from '../fields/integer-field.ts';
import {
  BigIntegerField as BigIntegerFieldClass,
  PositiveBigIntegerField as PositiveBigIntegerFieldClass,
  PositiveIntegerField as PositiveIntegerFieldClass,
  PositiveSmallIntegerField as PositiveSmallIntegerFieldClass,
  SmallIntegerField as SmallIntegerFieldClass,
} from '../fields/integer-kinds.ts';
import type { FieldOptions } from '../fields/options.ts';
import { declareField } from '../frames.ts';
import type { Exactly, FieldValue } from '../types/field-value.ts';

/** True or false. */
export function BooleanField<const O extends FieldOptions<boolean>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, boolean> {
  return declareField(BooleanFieldClass, options) as FieldValue<O, boolean>;
}

/**
 * A number with a fixed count of decimals: `price = models.DecimalField({ maxDigits: 8, decimalPlaces: 2 })`; of any with both of them null,
 * where the database has such a column.
 */
export function DecimalField<
  const O extends DecimalFieldOptions<Decimal | string | number> & {
    maxDigits: number | null;
    decimalPlaces: number | null;
  },
>(options: Exactly<O, DecimalFieldOptions>): FieldValue<O, Decimal> {
  return declareField(DecimalFieldClass, options) as FieldValue<O, Decimal>;
}

/** A whole number. */
export function IntegerField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(IntegerFieldClass, options) as FieldValue<O, number>;
}

/** A whole number to ±32,767. */
export function SmallIntegerField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(SmallIntegerFieldClass, options) as FieldValue<O, number>;
}

/** A whole number; 64 bits in the database, exact to 2^53 in JavaScript. */
export function BigIntegerField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(BigIntegerFieldClass, options) as FieldValue<O, number>;
}

/** A whole number from 0. */
export function PositiveIntegerField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(PositiveIntegerFieldClass, options) as FieldValue<O, number>;
}

/** A whole number from 0 to 32,767. */
export function PositiveSmallIntegerField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(PositiveSmallIntegerFieldClass, options) as FieldValue<O, number>;
}

/** A whole number from 0, exact to 2^53. */
export function PositiveBigIntegerField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(PositiveBigIntegerFieldClass, options) as FieldValue<O, number>;
}

/** A number that the database gives out; the implicit `id` is a BigAutoField. */
export function AutoField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(AutoFieldClass, options) as FieldValue<O, number>;
}

/** A number that the database gives out, 64 bits wide. */
export function BigAutoField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(BigAutoFieldClass, options) as FieldValue<O, number>;
}

/** A number that the database gives out, 16 bits wide. */
export function SmallAutoField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(SmallAutoFieldClass, options) as FieldValue<O, number>;
}

/** A floating point number. */
export function FloatField<const O extends FieldOptions<number>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, number> {
  return declareField(FloatFieldClass, options) as FieldValue<O, number>;
}
