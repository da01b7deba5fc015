import { DecimalValidator } from '../../core/validators/decimal-validator.ts';
import { asciiDigits } from '../../utils/ascii-digits.ts';
import { Decimal } from '../../utils/decimal.ts';
import { sanitizeSeparators } from '../../utils/localize-input.ts';
import { valueText } from '../../utils/value-text.ts';
import type { Attrs } from '../attrs.ts';
import { NumberInput } from '../widgets/simple-inputs.ts';
import type { Widget } from '../widgets/widget.ts';
import { NumberField, type NumberFieldOptions } from './number-field.ts';

export interface DecimalFieldOptions extends NumberFieldOptions<number | string | Decimal> {
  /** Greatest number of digits, those behind the point included. */
  maxDigits?: number | null;
  /** Greatest number of digits behind the point. */
  decimalPlaces?: number | null;
}

/** A Decimal; null when nothing was given. */
export class DecimalField<T = Decimal | null> extends NumberField<T, number | string | Decimal> {
  static override readonly defaultErrorMessages = { invalid: 'Enter a number.' };
  readonly maxDigits: number | null;
  readonly decimalPlaces: number | null;

  constructor(options: DecimalFieldOptions = {}) {
    super(options);
    this.maxDigits = options.maxDigits ?? null;
    this.decimalPlaces = options.decimalPlaces ?? null;
    this.validators.push(new DecimalValidator(this.maxDigits, this.decimalPlaces));
  }

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    const given = valueText(this.localize ? sanitizeSeparators(value) : value);
    const text = asciiDigits(given).trim().replaceAll('_', '');
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(text)) throw this.error('invalid', { value });
    return new Decimal(text.replace(/^\+/, '')) as T;
  }

  protected override widgetAttrs(widget: Widget): Attrs {
    const attrs = super.widgetAttrs(widget);
    if (widget instanceof NumberInput && !('step' in widget.attrs)) {
      attrs['step'] ??= this.decimalPlaces === null ? 'any' : smallestStep(this.decimalPlaces);
    }
    return attrs;
  }
}

/** One unit of the last place: `0.01` for 2; `1e-7` from seven places on, as browsers read a longer one as 0. */
function smallestStep(places: number): string {
  if (places === 0) return '1';
  return places > 6 ? `1e-${places}` : `0.${'1'.padStart(places, '0')}`;
}
