import { asciiDigits } from '../../../utils/ascii-digits.ts';
import { Field } from './field.ts';
import { rangeValidators } from './integer-range.ts';
import { invalid, wrongType } from './invalid.ts';
import type { Validator } from './options.ts';

/**
 * Whole numbers. JavaScript counts exactly up to 2^53: greater ones are a `bigint`, as texts, forms and rows give them.
 */
export class IntegerField extends Field {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value must be an integer.',
  };
  static override readonly description: string = 'Integer';
  override readonly emptyStringsAllowed: boolean = false;

  protected override defaultValidators(): readonly Validator[] {
    return rangeValidators(this.getInternalType(), this.options.validators ?? []);
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const number = toInteger(value);
    if (number === undefined) throw invalid(this, value);
    return number;
  }

  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const number = toInteger(value);
    if (number === undefined) throw wrongType(this, 'a number', value);
    return number;
  }
}

/** The whole part of a number, or the number that a text writes; a bigint beyond 2^53; undefined for anything else. */
export function toInteger(value: unknown): number | bigint | undefined {
  if (typeof value === 'number') {
    const whole = Math.trunc(value);
    return Number.isSafeInteger(whole) ? whole + 0 : Number.isFinite(value) ? BigInt(whole) : undefined;
  }
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return narrowed(value);
  if (typeof value === 'string') {
    const digits = plainDigits(value);
    return /^[+-]?\d+$/.test(digits) ? narrowed(BigInt(digits.replace('+', ''))) : undefined;
  }
  if (typeof value === 'object' && value !== null && 'isInteger' in value) return toInteger(Number(value));
  return undefined;
}

/** What people write around and into a number (`' 1_000 '`, digits of other scripts) without what does not count. */
export function plainDigits(text: string): string {
  return asciiDigits(text.trim()).replace(/(\d)_(?=\d)/g, '$1');
}

function narrowed(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
