/** `2.0` of a template: a number that keeps its point when it is printed, as Python's do. */
export class WholeFloat extends Number {
  override toString(): string {
    const value = this.valueOf();
    if (Object.is(value, -0)) return '-0.0';
    return Math.abs(value) < 1e16 ? `${value}.0` : value.toExponential();
  }
}

/** The number that a text writes; whole ones with a point or an exponent are floats, those that are too large for a number bigints. */
export function numberOf(text: string): number | bigint | WholeFloat {
  const value = Number(text);
  if (!/[.e]/i.test(text)) return Number.isSafeInteger(value) ? value : BigInt(text.replace(/^\+/, ''));
  return Number.isInteger(value) ? new WholeFloat(value) : value;
}
