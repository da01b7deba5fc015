import { type ParsedDateTime, parseDateTime } from '../../utils/dateparse.ts';
import { inputFormats } from '../../utils/localize-input.ts';
import { type PlainDate, temporalKind } from '../../utils/temporal.ts';
import { valueText } from '../../utils/value-text.ts';
import { dateFromWallClock, type WallClock } from '../../utils/wall-clock.ts';
import { DateTimeInput } from '../widgets/temporal-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { fromCurrentZone } from './from-current-zone.ts';
import { TemporalField } from './temporal-field.ts';

/** A moment, as Date; what was written without a zone is read in the current one. Null when nothing was given. */
export class DateTimeField<T = Date | null> extends TemporalField<T> {
  static override readonly widget: WidgetClass = DateTimeInput;
  static override readonly defaultErrorMessages = { invalid: 'Enter a valid date/time.' };

  override toPython(value: unknown): T {
    return (this.isEmpty(value) ? null : this.toDate(value)) as T;
  }

  private toDate(value: unknown): Date {
    if (value instanceof Date) return value;
    if (temporalKind(value) === 'PlainDate') return fromCurrentZone(midnight(value as PlainDate));
    const parsed = this.parseIso(valueText(value).trim());
    if (parsed?.zone !== undefined) return dateFromWallClock(parsed, parsed.zone);
    return fromCurrentZone(parsed ?? this.read(value));
  }

  private parseIso(text: string): ParsedDateTime | undefined {
    try {
      return parseDateTime(text);
    } catch (error) {
      if (error instanceof RangeError) throw this.error('invalid');
      throw error;
    }
  }

  protected languageFormats(): readonly string[] {
    return [...inputFormats('DATETIME_INPUT_FORMATS'), ...inputFormats('DATE_INPUT_FORMATS')];
  }
}

function midnight({ year, month, day }: PlainDate): WallClock {
  return { year, month, day, hour: 0, minute: 0, second: 0, microsecond: 0 };
}
