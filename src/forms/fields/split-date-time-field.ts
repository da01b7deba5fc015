import type { PlainDate, PlainTime } from '../../utils/temporal.ts';
import { SplitDateTimeWidget, SplitHiddenDateTimeWidget } from '../widgets/split-date-time-widget.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { DateField } from './date-field.ts';
import type { FieldOptions } from './field.ts';
import { fromCurrentZone } from './from-current-zone.ts';
import { MultiValueField } from './multi-value-field.ts';
import { TimeField } from './time-field.ts';

export interface SplitDateTimeFieldOptions extends FieldOptions {
  inputDateFormats?: readonly string[] | null;
  inputTimeFormats?: readonly string[] | null;
}

const MESSAGES = {
  invalid: 'Enter a list of values.',
  invalid_date: 'Enter a valid date.',
  invalid_time: 'Enter a valid time.',
};

/** A moment that is given as a date and a time apart; null when nothing was given. */
export class SplitDateTimeField<T = Date | null> extends MultiValueField<T> {
  static override readonly widget: WidgetClass = SplitDateTimeWidget;
  static override readonly hiddenWidget: WidgetClass = SplitHiddenDateTimeWidget;
  static override readonly defaultErrorMessages = MESSAGES;

  constructor(options: SplitDateTimeFieldOptions = {}) {
    const { inputDateFormats = null, inputTimeFormats = null, localize = false } = options;
    const texts = { ...MESSAGES, ...options.errorMessages };
    super({
      ...options,
      fields: [
        new DateField({
          inputFormats: inputDateFormats,
          localize,
          errorMessages: { invalid: texts.invalid_date },
        }),
        new TimeField({
          inputFormats: inputTimeFormats,
          localize,
          errorMessages: { invalid: texts.invalid_time },
        }),
      ],
    });
  }

  compress(values: readonly unknown[]): T {
    if (values.length === 0) return null as T;
    const [date, time] = values as [PlainDate | null, PlainTime | null];
    if (date === null) throw this.error('invalid_date');
    if (time === null || time === undefined) throw this.error('invalid_time');
    const { year, month, day } = date;
    const { hour, minute, second, millisecond, microsecond } = time;
    return fromCurrentZone({
      ...{ year, month, day, hour, minute, second },
      microsecond: millisecond * 1000 + microsecond,
    }) as T;
  }
}
