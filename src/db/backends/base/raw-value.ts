import { Decimal } from '../../../utils/decimal.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { checkDate } from './check-date.ts';
import type { DatabaseOperations } from './operations.ts';

/**
 * A value of SQL of one's own in the form in which a column keeps it, for databases that keep moments, times, durations and
 * decimals as texts and numbers: the driver would send texts of another form, which equal nothing.
 */
export function rawValue(value: object, ops: DatabaseOperations): unknown {
  if (value instanceof Date) return ops.adaptDateTimeFieldValue(checkDate(value));
  if (value instanceof Decimal) return ops.adaptDecimalFieldValue(value, undefined, undefined);
  switch (temporalKind(value)) {
    case 'PlainDate':
      return ops.adaptDateFieldValue(value);
    case 'PlainTime':
      return ops.adaptTimeFieldValue(value);
    case 'Duration':
      return ops.adaptDurationFieldValue(value);
    case 'Instant':
      return ops.adaptDateTimeFieldValue(
        new Date((value as { epochMilliseconds: number }).epochMilliseconds),
      );
    default:
      return value;
  }
}
