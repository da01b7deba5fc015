/** A number of a FloatField: written with a point even when it is whole, so that it is read as one again. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** `2.0`, `1e-07`, `1e+16`: as Python writes floats. */
  toString(): string {
    return floatText(this.value);
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
