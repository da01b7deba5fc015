import { ValidationError } from '../../core/errors/validation-error.ts';
import { asciiDigits } from '../../utils/ascii-digits.ts';
import { MAX_DURATION_DAYS, parseDuration } from '../../utils/dateparse.ts';
import { durationMicroseconds, durationString } from '../../utils/duration.ts';
import { type Duration, temporalKind } from '../../utils/temporal.ts';
import { translated } from '../../utils/translation/lazy.ts';
import { valueText } from '../../utils/value-text.ts';
import { Field } from './field.ts';

/** A length of time, as Temporal.Duration of days and smaller units; null when nothing was given. */
export class DurationField<T = Duration | null> extends Field<T> {
  static override readonly defaultErrorMessages = {
    invalid: 'Enter a valid duration.',
    overflow: 'The number of days must be between {min_days} and {max_days}.',
  };

  override prepareValue(value: unknown): unknown {
    return temporalKind(value) === 'Duration' ? durationString(value as Duration) : value;
  }

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    if (temporalKind(value) === 'Duration') return value as T;
    return this.parse(asciiDigits(valueText(value))) as T;
  }

  private parse(text: string): Duration {
    let duration: Duration | undefined;
    try {
      duration = parseDuration(text);
    } catch (error) {
      throw error instanceof RangeError ? this.overflow() : error;
    }
    if (duration === undefined) throw this.error('invalid');
    return duration;
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled || temporalKind(initial) !== 'Duration') return super.hasChanged(initial, data);
    const length = (value: unknown) => durationMicroseconds(value as Duration);
    try {
      const given = this.toPython(data);
      return given === null || length(given) !== length(initial);
    } catch (error) {
      if (error instanceof ValidationError) return true;
      throw error;
    }
  }

  private overflow(): ValidationError {
    const text = translated(this.errorMessages['overflow'] ?? '')
      .replace('{min_days}', String(-MAX_DURATION_DAYS))
      .replace('{max_days}', String(MAX_DURATION_DAYS));
    return new ValidationError(text, { code: 'overflow' });
  }
}
