import { ValidationError } from '../../core/errors/validation-error.ts';
import { parseDuration } from '../../utils/dateparse.ts';
import { durationMicroseconds, durationString } from '../../utils/duration.ts';
import { type Duration, temporalKind } from '../../utils/temporal.ts';
import { gettext } from '../../utils/translation.ts';
import { Field } from './field.ts';

/** As many days a Python timedelta has at most, so that every database can hold them. */
const MAX_DAYS = 999_999_999;

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
    const duration = parseQuietly(String(value));
    if (duration === undefined) throw this.error('invalid');
    if (Math.abs(duration.days) > MAX_DAYS) throw this.overflow();
    return duration as T;
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    const same = (value: unknown) => durationMicroseconds(value as Duration);
    if (this.disabled || temporalKind(initial) !== 'Duration') return super.hasChanged(initial, data);
    const given = parseQuietly(String(data ?? ''));
    return given === undefined || same(given) !== same(initial);
  }

  private overflow(): ValidationError {
    const text = gettext(this.errorMessages['overflow'] ?? '')
      .replace('{min_days}', String(-MAX_DAYS))
      .replace('{max_days}', String(MAX_DAYS));
    return new ValidationError(text, { code: 'overflow' });
  }
}

function parseQuietly(text: string): Duration | undefined {
  try {
    return text === '' ? undefined : parseDuration(text);
  } catch {
    return undefined;
  }
}
