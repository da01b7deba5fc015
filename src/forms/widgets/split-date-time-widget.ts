import { plainDateOf, plainTimeOf, wallClockOf } from '../../utils/wall-clock.ts';
import type { Attrs } from '../attrs.ts';
import { MultiWidget } from './multi-widget.ts';
import { DateInput, TimeInput } from './temporal-inputs.ts';
import type { WidgetOptions } from './widget.ts';

export interface SplitDateTimeOptions extends WidgetOptions {
  dateFormat?: string;
  timeFormat?: string;
  /** Attributes of the date's input; `attrs` where they are not given. */
  dateAttrs?: Readonly<Attrs>;
  timeAttrs?: Readonly<Attrs>;
}

/** A date and a time in two text inputs. */
export class SplitDateTimeWidget extends MultiWidget {
  override templateName = 'django/forms/widgets/splitdatetime.html';
  override supportsMicroseconds = false;

  constructor(options: SplitDateTimeOptions = {}) {
    const { attrs = {}, dateAttrs = attrs, timeAttrs = attrs, dateFormat, timeFormat } = options;
    super({
      widgets: [
        new DateInput({ attrs: dateAttrs, format: dateFormat ?? null }),
        new TimeInput({ attrs: timeAttrs, format: timeFormat ?? null }),
      ],
    });
  }

  override decompress(value: unknown): readonly unknown[] {
    if (!(value instanceof Date)) return [null, null];
    const wall = wallClockOf(value);
    return [plainDateOf(wall), plainTimeOf(wall)];
  }
}

/** A date and a time in two hidden inputs. */
export class SplitHiddenDateTimeWidget extends SplitDateTimeWidget {
  override templateName = 'django/forms/widgets/splithiddendatetime.html';

  constructor(options: SplitDateTimeOptions = {}) {
    super(options);
    for (const widget of this.widgets) (widget as DateInput | TimeInput).type = 'hidden';
  }
}
