import { inputFormats } from '../../utils/localize-input.ts';
import { type PlainTime, temporalKind } from '../../utils/temporal.ts';
import { plainTimeOf } from '../../utils/wall-clock.ts';
import { TimeInput } from '../widgets/temporal-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { TemporalField } from './temporal-field.ts';

/** A time of day, as Temporal.PlainTime; null when nothing was given. */
export class TimeField<T = PlainTime | null> extends TemporalField<T> {
  static override readonly widget: WidgetClass = TimeInput;
  static override readonly defaultErrorMessages = { invalid: 'Enter a valid time.' };

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    if (temporalKind(value) === 'PlainTime') return value as T;
    return plainTimeOf(this.read(value)) as T;
  }

  protected languageFormats(): readonly string[] {
    return inputFormats('TIME_INPUT_FORMATS');
  }
}
