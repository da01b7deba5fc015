import { Decimal as Arithmetic } from 'decimal.js';

/** What a Decimal can be made of. */
export type DecimalValue = string | number | bigint | Arithmetic;

/**
 * A decimal number that keeps the zeros it was written with: `new Decimal('1.50')` prints `1.50`. Everything that
 * decimal.js computes is there; sums, differences and products keep their places as on paper, other results have the
 * places they need.
 */
export class Decimal extends Arithmetic {
  /** Digits behind the point, zeros at the end included; below zero when it was written with a positive exponent, `1E+3`. */
  readonly places: number;

  constructor(value: DecimalValue, places: number = placesOf(value)) {
    super(value);
    this.places = places;
  }

  override plus(other: DecimalValue): Decimal {
    return new Decimal(super.plus(other), Math.max(this.places, placesOf(other)));
  }

  override minus(other: DecimalValue): Decimal {
    return new Decimal(super.minus(other), Math.max(this.places, placesOf(other)));
  }

  override times(other: DecimalValue): Decimal {
    return new Decimal(super.times(other), this.places + placesOf(other));
  }

  override negated(): Decimal {
    return new Decimal(super.negated(), this.places);
  }

  override absoluteValue(): Decimal {
    return new Decimal(super.absoluteValue(), this.places);
  }

  override add(other: DecimalValue): Decimal {
    return this.plus(other);
  }

  override sub(other: DecimalValue): Decimal {
    return this.minus(other);
  }

  override mul(other: DecimalValue): Decimal {
    return this.times(other);
  }

  override neg(): Decimal {
    return this.negated();
  }

  override abs(): Decimal {
    return this.absoluteValue();
  }

  /** As it was written: `1.50`, `1E+3`, `-0`; very small numbers as `1E-7`. */
  override toString(): string {
    if (!this.isFinite()) return super.toString();
    const needed = super.decimalPlaces();
    const places = needed > 0 ? Math.max(this.places, needed) : this.places;
    const sign = this.isNegative() ? '-' : '';
    const plain = this.toFixed(Math.max(places, 0)).replace('-', '');
    const isLarge = this.isZero() ? places <= 6 : this.e >= -6;
    if (places === 0 || (places > 0 && isLarge)) return sign + plain;
    return sign + scientific(plain, places);
  }

  override toJSON(): string {
    return this.toString();
  }

  override valueOf(): string {
    return this.toString();
  }
}

/** Digits behind the point as a number is written. */
function placesOf(value: DecimalValue): number {
  if (value instanceof Decimal) return value.places;
  if (value instanceof Arithmetic) return value.decimalPlaces();
  const match = /^[+-]?\d*\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(String(value).trim());
  return match === null ? 0 : match[1]!.length - Number(match[2] ?? 0);
}

/** Digits with an exponent: `'1500'` of -2 places is `1.5E+3`, `'0.00000010'` is `1.0E-7`. */
function scientific(plain: string, places: number): string {
  const written = places < 0 ? plain.slice(0, places) : plain;
  const digits = written.replace('.', '').replace(/^0+(?=.)/, '') || '0';
  const exponent = digits.length - 1 - places;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits[0]}${fraction}E${exponent < 0 ? '' : '+'}${exponent}`;
}
