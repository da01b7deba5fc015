import { Decimal as Arithmetic } from 'decimal.js';

/** What a Decimal can be made of. */
export type DecimalValue = string | number | bigint | Arithmetic;

/**
 * A decimal number that keeps the zeros it was written with: `new Decimal('1.50')` prints `1.50`. Everything that
 * decimal.js computes is there; sums, differences and products keep their places as on paper, other results have the
 * places they need.
 */
export class Decimal extends Arithmetic {
  /** Digits behind the point, zeros at the end included. */
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

  /** `1.50`; very small numbers as `1E-10`. */
  override toString(): string {
    if (!this.isFinite()) return super.toString();
    const shown = Math.max(this.places, super.decimalPlaces());
    return shown > 0 && this.e >= -6 ? this.toFixed(shown) : super.toString().replace('e', 'E');
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
  return match === null ? 0 : Math.max(0, match[1]!.length - Number(match[2] ?? 0));
}
