import type { Duration, PlainDate, PlainTime } from '../../../utils/temporal.ts';
import type { AutoNowOptions } from '../fields/auto-now.ts';
import { DateField as DateFieldClass } from '../fields/date-field.ts';
import { DateTimeField as DateTimeFieldClass } from '../fields/date-time-field.ts';
import { DurationField as DurationFieldClass } from '../fields/duration-field.ts';
import type { FieldOptions } from '../fields/options.ts';
import { TimeField as TimeFieldClass } from '../fields/time-field.ts';
import { declareField } from '../frames.ts';
import type { Exactly, FieldValue } from '../types/field-value.ts';

/** A day of the calendar, a `Temporal.PlainDate`. */
export function DateField<const O extends AutoNowOptions<PlainDate>>(
  options?: Exactly<O, AutoNowOptions>,
): FieldValue<O, PlainDate> {
  return declareField(DateFieldClass, options) as FieldValue<O, PlainDate>;
}

/** A time of day, a `Temporal.PlainTime`. */
export function TimeField<const O extends AutoNowOptions<PlainTime>>(
  options?: Exactly<O, AutoNowOptions>,
): FieldValue<O, PlainTime> {
  return declareField(TimeFieldClass, options) as FieldValue<O, PlainTime>;
}

/** A moment, a `Date`: `createdAt = models.DateTimeField({ autoNowAdd: true })`. */
export function DateTimeField<const O extends AutoNowOptions<Date>>(
  options?: Exactly<O, AutoNowOptions>,
): FieldValue<O, Date> {
  return declareField(DateTimeFieldClass, options) as FieldValue<O, Date>;
}

/** A length of time, a `Temporal.Duration`. */
export function DurationField<const O extends FieldOptions<Duration>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, Duration> {
  return declareField(DurationFieldClass, options) as FieldValue<O, Duration>;
}
