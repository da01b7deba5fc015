import { Float } from '../../../utils/float.ts';
import type { AnyModel } from '../model.ts';
import { Field } from './field.ts';
import { plainDigits } from './integer-field.ts';
import { invalid, wrongType } from './invalid.ts';

export class FloatField extends Field {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value must be a float.',
  };
  static override readonly description: string = 'Floating point number';
  override readonly emptyStringsAllowed: boolean = false;

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const number = toFloat(value);
    if (number === undefined) throw invalid(this, value);
    return number;
  }

  override valueToString(instance: AnyModel): string {
    const value = this.toPython(this.valueFromObject(instance));
    return value === null ? 'None' : new Float(value as number).toString();
  }

  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const number = toFloat(value);
    if (number === undefined) throw wrongType(this, 'a number', value);
    return number;
  }
}

/** `'1.5'`, `'1e3'`, `'nan'`, `'-inf'` and anything that counts as a number; undefined otherwise. */
function toFloat(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const text = plainDigits(value).toLowerCase();
    if (/^[+-]?(inf|infinity)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
    if (/^[+-]?nan$/.test(text)) return Number.NaN;
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text) ? Number(text) : undefined;
  }
  if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value);
  const number =
    typeof value === 'object' && value !== null && 'toFixed' in value ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}
