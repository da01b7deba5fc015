import { asciiDigits } from '../../utils/ascii-digits.ts';
import { sanitizeSeparators } from '../../utils/localize-input.ts';
import { valueText } from '../../utils/value-text.ts';
import { NumberField, type NumberFieldOptions } from './number-field.ts';

export interface IntegerFieldOptions extends NumberFieldOptions<number> {}

/** Beyond this, digits are beyond any use and cost time to convert. */
const MAX_DIGITS = 4300;

/** A whole number; null when nothing was given. Numbers that a float cannot hold exactly come as a bigint. */
export class IntegerField<T = number | null> extends NumberField<T, number> {
  static override readonly defaultErrorMessages = { invalid: 'Enter a whole number.' };

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    const text = asciiDigits(valueText(this.localize ? sanitizeSeparators(value) : value))
      .replace(/\.0*\s*$/, '')
      .trim();
    if (!/^[+-]?\d+(?:_\d+)*$/.test(text) || text.length > MAX_DIGITS) throw this.error('invalid');
    const digits = text.replaceAll('_', '');
    const number = Number(digits);
    return (Number.isSafeInteger(number) ? number : BigInt(digits.replace('+', ''))) as T;
  }
}
