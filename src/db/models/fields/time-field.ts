import { parseTime } from '../../../utils/dateparse.ts';
import { localeSettings } from '../../../utils/locale-settings.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { now } from '../../../utils/timezone.ts';
import { plainTimeOf, wallClockOf } from '../../../utils/wall-clock.ts';
import { AutoNowField } from './auto-now.ts';
import type { FieldConnection } from './connection.ts';
import { converted } from './date-field.ts';
import { Field, isExpression } from './field.ts';
import { invalid } from './invalid.ts';

/** A time of day: a `Temporal.PlainTime`. */
export class TimeField extends AutoNowField {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value has an invalid format. It must be in HH:MM[:ss[.uuuuuu]] format.',
    invalid_time: '“%(value)s” value has the correct format (HH:MM[:ss[.uuuuuu]]) but it is an invalid time.',
  };
  static override readonly description: string = 'Time';

  override getInternalType(): string {
    return 'TimeField';
  }

  protected override now(): unknown {
    return plainTimeOf(wallClockOf(now(), localeSettings().TIME_ZONE));
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined || temporalKind(value) === 'PlainTime') return value ?? null;
    if (value instanceof Date && !Number.isNaN(value.getTime())) return plainTimeOf(wallClockOf(value));
    if (typeof value !== 'string') throw invalid(this, value);
    try {
      const time = parseTime(value);
      if (time !== undefined) return time;
    } catch {
      throw invalid(this, value, 'invalid_time');
    }
    throw invalid(this, value);
  }

  override getPrepValue(value: unknown): unknown {
    return isExpression(value) ? value : converted(this, value, 'a time');
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    const time = prepared ? value : this.getPrepValue(value);
    return isExpression(time) ? time : connection.ops.adaptTimeFieldValue(time);
  }
}
