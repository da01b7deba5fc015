import { ValidationError } from '../../../core/errors/validation-error.ts';
import { parseDate } from '../../../utils/dateparse.ts';
import { localeSettings } from '../../../utils/locale-settings.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { now } from '../../../utils/timezone.ts';
import { plainDateOf, wallClockOf } from '../../../utils/wall-clock.ts';
import { AutoNowField } from './auto-now.ts';
import type { FieldConnection } from './connection.ts';
import { Field, isExpression } from './field.ts';
import { invalid, wrongType } from './invalid.ts';

/** A day of the calendar: a `Temporal.PlainDate`. */
export class DateField extends AutoNowField {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format.',
    invalid_date: '“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date.',
  };
  static override readonly description: string = 'Date (without time)';

  override getInternalType(): string {
    return 'DateField';
  }

  protected override now(): unknown {
    return plainDateOf(wallClockOf(now(), localeSettings().TIME_ZONE));
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined || temporalKind(value) === 'PlainDate') return value ?? null;
    if (temporalKind(value) === 'PlainDateTime') return (value as { toPlainDate(): unknown }).toPlainDate();
    if (value instanceof Date) {
      if (Number.isNaN(value.getTime())) throw invalid(this, value);
      return plainDateOf(wallClockOf(value, localeSettings().TIME_ZONE));
    }
    if (typeof value !== 'string') throw invalid(this, value);
    try {
      const date = parseDate(value);
      if (date !== undefined) return date;
    } catch {
      throw invalid(this, value, 'invalid_date');
    }
    throw invalid(this, value);
  }

  override getPrepValue(value: unknown): unknown {
    return isExpression(value) ? value : converted(this, value, 'a date');
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    if (typeof value === 'string' && isCalendarDay(value)) return connection.ops.adaptDateFieldValue(value);
    const date = prepared ? value : this.getPrepValue(value);
    return isExpression(date) ? date : connection.ops.adaptDateFieldValue(date);
  }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** A day that every month has. */
const COMMON_DAY = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** `2024-02-29`: a day as databases take it, so that nothing has to be made of it first. */
export function isCalendarDay(text: string): boolean {
  return COMMON_DAY.test(text) || isLastDay(text);
}

/** Of those that not every month has. */
function isLastDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-(?:29|30|31)$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0));
}

/** `toPython()` for queries: a mistake there is one of the program, not of a user. */
export function converted(field: Field, value: unknown, expected: string): unknown {
  try {
    return field.toPython(value);
  } catch (error) {
    if (error instanceof ValidationError) throw wrongType(field, expected, value, error);
    throw error;
  }
}
