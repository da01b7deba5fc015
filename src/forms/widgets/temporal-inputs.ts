import { type InputFormats, inputFormats, localizeInput } from '../../utils/localize-input.ts';
import { TextInput } from './simple-inputs.ts';
import type { WidgetOptions } from './widget.ts';

export interface TemporalInputOptions extends WidgetOptions {
  /** How a value is written, in strftime's letters: `'%d.%m.%Y'`; the first input format of the language by default. */
  format?: string | null;
}

/** A text input that writes a date or a time in an input format. */
abstract class TemporalInput extends TextInput {
  protected abstract formatKey: InputFormats;
  override supportsMicroseconds = false;
  readonly format: string | null;

  constructor(options: TemporalInputOptions = {}) {
    super(options);
    this.format = options.format || null;
  }

  override formatValue(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    return localizeInput(value, this.format ?? inputFormats(this.formatKey)[0]);
  }
}

/** A text input for a date, `2006-10-25`. */
export class DateInput extends TemporalInput {
  protected override formatKey = 'DATE_INPUT_FORMATS' as const;
  override templateName = 'django/forms/widgets/date.html';
}

/** A text input for a date with a time, `2006-10-25 14:30:59`. */
export class DateTimeInput extends TemporalInput {
  protected override formatKey = 'DATETIME_INPUT_FORMATS' as const;
  override templateName = 'django/forms/widgets/datetime.html';
}

/** A text input for a time, `14:30:59`. */
export class TimeInput extends TemporalInput {
  protected override formatKey = 'TIME_INPUT_FORMATS' as const;
  override templateName = 'django/forms/widgets/time.html';
}
