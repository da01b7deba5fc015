import { compareValues } from '../../../core/validators/compare.ts';
import { DateField } from '../../../forms/fields/date-field.ts';
import { DateTimeField } from '../../../forms/fields/date-time-field.ts';
import { DecimalField } from '../../../forms/fields/decimal-field.ts';
import type { Field, FieldOptions } from '../../../forms/fields/field.ts';
import { IntegerField } from '../../../forms/fields/integer-field.ts';
import { MultiValueField } from '../../../forms/fields/multi-value-field.ts';
import { MultiWidget } from '../../../forms/widgets/multi-widget.ts';
import { HiddenInput } from '../../../forms/widgets/simple-inputs.ts';
import type { Widget, WidgetClass, WidgetOptions } from '../../../forms/widgets/widget.ts';
import type { Decimal } from '../../../utils/decimal.ts';
import type { PlainDate } from '../../../utils/temporal.ts';
import { Range, type RangeBounds } from '../fields/range.ts';

/** An input for each end of a range. */
export class RangeWidget extends MultiWidget {
  constructor(options: WidgetOptions & { baseWidget: Widget | WidgetClass }) {
    const { baseWidget, ...rest } = options;
    const make = (): Widget => (typeof baseWidget === 'function' ? new baseWidget() : baseWidget.clone());
    super({ ...rest, widgets: [make(), make()] });
  }

  override decompress(value: unknown): readonly unknown[] {
    return value instanceof Range ? [value.lower, value.upper] : [null, null];
  }
}

/** The same, hidden. */
export class HiddenRangeWidget extends RangeWidget {
  constructor(options: WidgetOptions = {}) {
    super({ ...options, baseWidget: HiddenInput });
  }
}

type Messages = Readonly<Record<string, string>>;

export interface RangeFieldOptions extends FieldOptions {
  /** Whether the ends belong to the range. */
  defaultBounds?: RangeBounds;
}

/** Two inputs that are the ends of a range; it may be left empty unless `required` is said. */
export abstract class BaseRangeField<T> extends MultiValueField<Range<T> | null> {
  static override readonly defaultErrorMessages: Messages = {
    invalid: 'Enter two valid values.',
    bound_ordering: 'The start of the range must not exceed the end of the range.',
  };
  static override readonly hiddenWidget: WidgetClass = HiddenRangeWidget;
  readonly defaultBounds: RangeBounds;
  readonly baseField: Field;

  constructor(makeEnd: (options: FieldOptions) => Field, options: RangeFieldOptions = {}) {
    const { defaultBounds = '[)', ...rest } = options;
    const ends = [makeEnd({ required: false }), makeEnd({ required: false })];
    const widget = new RangeWidget({ baseWidget: ends[0]!.widget });
    super({ required: false, requireAllFields: false, widget, ...rest, fields: ends } as never);
    this.defaultBounds = defaultBounds;
    this.baseField = ends[0]!;
  }

  override prepareValue(value: unknown): unknown {
    if (!(value instanceof Range)) return value;
    return [value.lower, value.upper].map((end) => this.baseField.prepareValue(end));
  }

  override compress(values: readonly unknown[]): Range<T> | null {
    const [lower = null, upper = null] = values as readonly (T | null | undefined)[];
    if (lower === null && upper === null) return null;
    if (lower !== null && upper !== null && compareValues(lower, upper) > 0)
      throw this.error('bound_ordering');
    return new Range(lower, upper, this.defaultBounds);
  }
}

export class IntegerRangeField extends BaseRangeField<number> {
  static override readonly defaultErrorMessages: Messages = { invalid: 'Enter two whole numbers.' };

  constructor(options: RangeFieldOptions = {}) {
    super((end) => new IntegerField(end), options);
  }
}

export class DecimalRangeField extends BaseRangeField<Decimal> {
  static override readonly defaultErrorMessages: Messages = { invalid: 'Enter two numbers.' };

  constructor(options: RangeFieldOptions = {}) {
    super((end) => new DecimalField(end), options);
  }
}

export class DateTimeRangeField extends BaseRangeField<Date> {
  static override readonly defaultErrorMessages: Messages = { invalid: 'Enter two valid date/times.' };

  constructor(options: RangeFieldOptions = {}) {
    super((end) => new DateTimeField(end), options);
  }
}

export class DateRangeField extends BaseRangeField<PlainDate> {
  static override readonly defaultErrorMessages: Messages = { invalid: 'Enter two valid dates.' };

  constructor(options: RangeFieldOptions = {}) {
    super((end) => new DateField(end), options);
  }
}
