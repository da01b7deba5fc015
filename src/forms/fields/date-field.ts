import { inputFormats } from '../../utils/localize-input.ts';
import { type PlainDate, temporalKind } from '../../utils/temporal.ts';
import { plainDateOf, wallClockOf } from '../../utils/wall-clock.ts';
import { DateInput } from '../widgets/temporal-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { TemporalField } from './temporal-field.ts';

/** A date, as Temporal.PlainDate; null when nothing was given. */
export class DateField<T = PlainDate | null> extends TemporalField<T> {
  static override readonly widget: WidgetClass = DateInput;
  static override readonly defaultErrorMessages = { invalid: 'Enter a valid date.' };

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    if (value instanceof Date) return plainDateOf(wallClockOf(value)) as T;
    if (temporalKind(value) === 'PlainDate') return value as T;
    return plainDateOf(this.read(value)) as T;
  }

  protected languageFormats(): readonly string[] {
    return inputFormats('DATE_INPUT_FORMATS');
  }
}
