import type { Duration, PlainDate, PlainTime } from '../../utils/temporal.ts';
import type { BoundField } from '../bound-field.ts';
import * as fields from '../fields/field-classes.ts';
import { declare, type Given } from './declare.ts';

/** A date, as Temporal.PlainDate. */
export function DateField<const O extends fields.TemporalFieldOptions = object>(
  options?: O,
): BoundField<Given<O, PlainDate>, fields.DateField> {
  return declare(new fields.DateField(options));
}

/** A time of day, as Temporal.PlainTime. */
export function TimeField<const O extends fields.TemporalFieldOptions = object>(
  options?: O,
): BoundField<Given<O, PlainTime>, fields.TimeField> {
  return declare(new fields.TimeField(options));
}

/** A moment, as Date. */
export function DateTimeField<const O extends fields.TemporalFieldOptions = object>(
  options?: O,
): BoundField<Given<O, Date>, fields.DateTimeField> {
  return declare(new fields.DateTimeField(options));
}

/** A moment, given as a date and a time apart. */
export function SplitDateTimeField<const O extends fields.SplitDateTimeFieldOptions = object>(
  options?: O,
): BoundField<Given<O, Date>, fields.SplitDateTimeField> {
  return declare(new fields.SplitDateTimeField(options));
}

/** A length of time, as Temporal.Duration. */
export function DurationField<const O extends fields.FieldOptions = object>(
  options?: O,
): BoundField<Given<O, Duration>, fields.DurationField> {
  return declare(new fields.DurationField(options));
}
