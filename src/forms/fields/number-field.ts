import type { Limit } from '../../core/validators/base-validator.ts';
import { MaxValueValidator } from '../../core/validators/max-value-validator.ts';
import { MinValueValidator } from '../../core/validators/min-value-validator.ts';
import { StepValueValidator } from '../../core/validators/step-value-validator.ts';
import type { Attrs } from '../attrs.ts';
import { NumberInput, TextInput } from '../widgets/simple-inputs.ts';
import type { Widget, WidgetClass } from '../widgets/widget.ts';
import { Field, type FieldOptions } from './field.ts';

export interface NumberFieldOptions<N> extends FieldOptions {
  maxValue?: Limit<N> | null;
  minValue?: Limit<N> | null;
  /** Only multiples of this, counted from `minValue` where there is one. */
  stepSize?: number | null;
}

/** What number fields have in common: limits, and `<input type="number">` unless numbers are written in the language's way. */
export abstract class NumberField<T, N> extends Field<T> {
  static override readonly widget: WidgetClass = NumberInput;
  readonly maxValue: Limit<N> | null;
  readonly minValue: Limit<N> | null;
  readonly stepSize: number | null;

  constructor(options: NumberFieldOptions<N> = {}) {
    super(options);
    this.maxValue = options.maxValue ?? null;
    this.minValue = options.minValue ?? null;
    this.stepSize = options.stepSize ?? null;
    if (this.maxValue !== null) this.validators.push(new MaxValueValidator(this.maxValue));
    if (this.minValue !== null) this.validators.push(new MinValueValidator(this.minValue));
    if (this.stepSize !== null) {
      const offset = this.minValue === null ? {} : { offset: Number(this.minValue) };
      this.validators.push(new StepValueValidator(this.stepSize, offset));
    }
  }

  /** Browsers know only one way of writing numbers, so a localized field is a text input. */
  protected override usualWidget(): WidgetClass {
    const usual = super.usualWidget();
    return this.localize && usual === NumberInput ? TextInput : usual;
  }

  protected override widgetAttrs(widget: Widget): Attrs {
    const attrs = super.widgetAttrs(widget);
    if (!(widget instanceof NumberInput)) return attrs;
    if (this.minValue !== null) attrs['min'] = limitNow(this.minValue);
    if (this.maxValue !== null) attrs['max'] = limitNow(this.maxValue);
    if (this.stepSize !== null) attrs['step'] = this.stepSize;
    return attrs;
  }
}

function limitNow<N>(limit: Limit<N>): N {
  return typeof limit === 'function' ? (limit as () => N)() : limit;
}
