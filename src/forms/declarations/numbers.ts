import type { Decimal } from '../../utils/decimal.ts';
import type { BoundField } from '../bound-field.ts';
import * as fields from '../fields/field-classes.ts';
import { declare, type Given } from './declare.ts';

/** A whole number. */
export function IntegerField<const O extends fields.IntegerFieldOptions = object>(
  options?: O,
): BoundField<Given<O, number>, fields.IntegerField> {
  return declare(new fields.IntegerField(options));
}

/** A number. */
export function FloatField<const O extends fields.FloatFieldOptions = object>(
  options?: O,
): BoundField<Given<O, number>, fields.FloatField> {
  return declare(new fields.FloatField(options));
}

/** A Decimal. */
export function DecimalField<const O extends fields.DecimalFieldOptions = object>(
  options?: O,
): BoundField<Given<O, Decimal>, fields.DecimalField> {
  return declare(new fields.DecimalField(options));
}

/** True or false; a required one has to be true. */
export function BooleanField(options?: fields.FieldOptions): BoundField<boolean, fields.BooleanField> {
  return declare(new fields.BooleanField(options));
}

/** True, false or null. */
export function NullBooleanField(
  options?: fields.FieldOptions,
): BoundField<boolean | null, fields.NullBooleanField> {
  return declare(new fields.NullBooleanField(options));
}
