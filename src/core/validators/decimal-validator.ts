import { failure, type Message } from './messages.ts';
import { CallableValidator } from './validator.ts';

type DecimalLimit = number | null | undefined;

const MESSAGES = {
  invalid: 'Enter a number.',
  max_digits: {
    one: 'Ensure that there are no more than %(max)s digit in total.',
    many: 'Ensure that there are no more than %(max)s digits in total.',
    by: 'max',
  },
  max_decimal_places: {
    one: 'Ensure that there are no more than %(max)s decimal place.',
    many: 'Ensure that there are no more than %(max)s decimal places.',
    by: 'max',
  },
  max_whole_digits: {
    one: 'Ensure that there are no more than %(max)s digit before the decimal point.',
    many: 'Ensure that there are no more than %(max)s digits before the decimal point.',
    by: 'max',
  },
} as const satisfies Readonly<Record<string, Message>>;

/** A decimal has at most so many digits, and so many of them after the point: `new DecimalValidator(5, 2)` takes 999.99. */
export class DecimalValidator extends CallableValidator {
  readonly maxDigits: DecimalLimit;
  readonly decimalPlaces: DecimalLimit;

  constructor(maxDigits?: DecimalLimit, decimalPlaces?: DecimalLimit) {
    super();
    this.maxDigits = maxDigits;
    this.decimalPlaces = decimalPlaces;
  }

  validate(value: unknown): void {
    const size = digitsOf(String(value));
    if (size === undefined) throw failure(MESSAGES.invalid, 'invalid', { value });
    const { digits, decimals } = size;
    const { maxDigits, decimalPlaces } = this;
    if (typeof maxDigits === 'number' && digits > maxDigits) {
      throw failure(MESSAGES.max_digits, 'max_digits', { max: maxDigits, value });
    }
    if (typeof decimalPlaces !== 'number') return;
    if (decimals > decimalPlaces) {
      throw failure(MESSAGES.max_decimal_places, 'max_decimal_places', { max: decimalPlaces, value });
    }
    if (typeof maxDigits === 'number' && digits - decimals > maxDigits - decimalPlaces) {
      throw failure(MESSAGES.max_whole_digits, 'max_whole_digits', { max: maxDigits - decimalPlaces, value });
    }
  }

  protected constructorArgs(): readonly unknown[] {
    return [this.maxDigits ?? null, this.decimalPlaces ?? null];
  }
}

/**
 * How many digits a number in decimal notation takes, and how many of them are after the point: `'-12.50'` has 4 and 2,
 * `'0.01'` has 2 and 2, `'1e3'` has 4 and 0. Undefined for what is no finite number.
 */
function digitsOf(text: string): { digits: number; decimals: number } | undefined {
  const parts = /^[+-]?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return undefined;
  const fraction = parts[2] ?? '';
  const exponent = Number(parts[3] ?? 0) - fraction.length;
  const significant = `${parts[1]}${fraction}`.replace(/^0+(?=\d)/, '');
  if (significant === '') return undefined;
  if (exponent >= 0) {
    return { digits: significant === '0' ? 1 : significant.length + exponent, decimals: 0 };
  }
  return { digits: Math.max(significant.length, -exponent), decimals: -exponent };
}
