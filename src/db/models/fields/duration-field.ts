import { parseDuration } from '../../../utils/dateparse.ts';
import { durationString } from '../../../utils/duration.ts';
import { type Duration, temporalKind } from '../../../utils/temporal.ts';
import type { AnyModel } from '../model.ts';
import type { FieldConnection } from './connection.ts';
import { converted } from './date-field.ts';
import { Field, isExpression } from './field.ts';
import { invalid } from './invalid.ts';

/** A length of time: a `Temporal.Duration` of days and below. */
export class DurationField extends Field {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value has an invalid format. It must be in [DD] [[HH:]MM:]ss[.uuuuuu] format.',
  };
  static override readonly description: string = 'Duration';
  override readonly emptyStringsAllowed: boolean = false;

  override getInternalType(): string {
    return 'DurationField';
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined || temporalKind(value) === 'Duration') return value ?? null;
    if (typeof value !== 'string') throw invalid(this, value);
    try {
      const duration = parseDuration(value);
      if (duration !== undefined) return duration;
    } catch {
      throw invalid(this, value);
    }
    throw invalid(this, value);
  }

  /** `3 04:05:06.000007`; nothing for null. */
  override valueToString(instance: AnyModel): string {
    const value = this.toPython(this.valueFromObject(instance)) as Duration | null;
    return value === null ? '' : durationString(value);
  }

  override getPrepValue(value: unknown): unknown {
    return isExpression(value) ? value : converted(this, value, 'a duration');
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    const duration = prepared ? value : this.getPrepValue(value);
    return isExpression(duration) ? duration : connection.ops.adaptDurationFieldValue(duration);
  }
}
