import { parseDate, parseDateTime, toInstant } from '../../../utils/dateparse.ts';
import { localeSettings } from '../../../utils/locale-settings.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { now } from '../../../utils/timezone.ts';
import { AutoNowField } from './auto-now.ts';
import type { FieldConnection } from './connection.ts';
import { converted } from './date-field.ts';
import { Field, isExpression } from './field.ts';
import { invalid } from './invalid.ts';

/** A moment: a `Date`, of the class PreciseDate when the database held microseconds. */
export class DateTimeField extends AutoNowField {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid:
      '“%(value)s” value has an invalid format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] format.',
    invalid_date: '“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date.',
    invalid_datetime:
      '“%(value)s” value has the correct format (YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ]) but it is an invalid date/time.',
  };
  static override readonly description: string = 'Date (with time)';

  override getInternalType(): string {
    return 'DateTimeField';
  }

  protected override now(): unknown {
    return now();
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (value instanceof Date) {
      if (Number.isNaN(value.getTime())) throw invalid(this, value);
      return value;
    }
    const kind = temporalKind(value);
    if (kind === 'PlainDate' || kind === 'PlainDateTime') return this.#parse(`${value}`);
    if (kind === 'Instant' || kind === 'ZonedDateTime') {
      return new Date((value as { epochMilliseconds: number }).epochMilliseconds);
    }
    if (typeof value !== 'string') throw invalid(this, value);
    return this.#parse(value);
  }

  /** A text without a zone is a clock in that of the settings; a day alone is its midnight. */
  #parse(text: string): Date {
    const kind = /[T ]/.test(text) ? 'invalid_datetime' : 'invalid_date';
    try {
      const day = kind === 'invalid_date' ? parseDate(text) : undefined;
      const parsed = parseDateTime(day === undefined ? text : `${day}`);
      if (parsed !== undefined) return toInstant(parsed, localeSettings().TIME_ZONE);
    } catch {
      throw invalid(this, text, kind);
    }
    throw invalid(this, text);
  }

  override getPrepValue(value: unknown): unknown {
    return isExpression(value) ? value : converted(this, value, 'a date and time');
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    const moment = prepared ? value : this.getPrepValue(value);
    return isExpression(moment) ? moment : connection.ops.adaptDateTimeFieldValue(moment);
  }
}
