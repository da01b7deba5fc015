import { Decimal } from '../../../utils/decimal.ts';
import { decimalFrom } from '../base/decimal-from.ts';
import type { ColumnFormat, ValueConverter } from '../base/operations.ts';
import { textConverters } from '../base/text-values.ts';

/** SQLite computes with floats; a column's value is rounded to its places, any other to 15 digits. */
function toDecimal({ decimalPlaces }: ColumnFormat, isColumn: boolean): ValueConverter {
  return (value) => {
    const decimal = decimalFrom(value);
    return isColumn && typeof decimalPlaces === 'number'
      ? new Decimal(decimal.toFixed(decimalPlaces, Decimal.ROUND_HALF_EVEN))
      : new Decimal(decimal.toSignificantDigits(15));
  };
}

/** How a stored value becomes the framework's; undefined when it is the same. */
export function sqliteConverter(
  internalType: string,
  format: ColumnFormat,
  isColumn: boolean,
): ValueConverter | undefined {
  return internalType === 'DecimalField' ? toDecimal(format, isColumn) : textConverters[internalType];
}
