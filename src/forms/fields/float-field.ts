import { asciiDigits } from '../../utils/ascii-digits.ts';
import { sanitizeSeparators } from '../../utils/localize-input.ts';
import { valueText } from '../../utils/value-text.ts';
import type { Attrs } from '../attrs.ts';
import { NumberInput } from '../widgets/simple-inputs.ts';
import type { Widget } from '../widgets/widget.ts';
import { NumberField, type NumberFieldOptions } from './number-field.ts';

export interface FloatFieldOptions extends NumberFieldOptions<number> {}

/** A number; null when nothing was given. */
export class FloatField<T = number | null> extends NumberField<T, number> {
  static override readonly defaultErrorMessages = { invalid: 'Enter a number.' };

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    if (typeof value === 'boolean') return Number(value) as T;
    const given = valueText(this.localize ? sanitizeSeparators(value) : value);
    const text = asciiDigits(given)
      .trim()
      .replaceAll(/(?<=\d)_(?=\d)/g, '');
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw this.error('invalid');
    return Number(text) as T;
  }

  override validate(value: unknown): void {
    super.validate(value);
    if (typeof value === 'number' && !Number.isFinite(value)) throw this.error('invalid');
  }

  protected override widgetAttrs(widget: Widget): Attrs {
    const attrs = super.widgetAttrs(widget);
    if (widget instanceof NumberInput && !('step' in widget.attrs)) attrs['step'] ??= 'any';
    return attrs;
  }
}
