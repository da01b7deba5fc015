import { Decimal } from '../../../utils/decimal.ts';
import type { ColumnFormat, ValueConverter } from '../base/operations.ts';
import { adaptDecimal, textConverters } from '../base/text-values.ts';
import { DecimalParameter } from './parameters.ts';

/** Sums and averages arrive as decimals, whatever was summed. */
function toInteger(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(value) ? number : BigInt(value);
}

function toFloat(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}

function toDuration(value: unknown): unknown {
  return textConverters['DurationField']!(String(value).replace(/\..*$/, ''));
}

function toDecimal(value: unknown): unknown {
  return new Decimal(String(value));
}

/** How a stored value becomes the framework's; undefined when it is the same. */
export function mysqlConverter(
  internalType: string,
  _format: ColumnFormat,
  isColumn: boolean,
): ValueConverter | undefined {
  if (internalType === 'DecimalField') return toDecimal;
  if (internalType === 'DurationField') return toDuration;
  if (!isColumn && /(Integer|Auto)Field$/.test(internalType)) return toInteger;
  if (!isColumn && internalType === 'FloatField') return toFloat;
  return textConverters[internalType];
}

/** Text of digits becomes a parameter that arrives as an exact number. */
export function adaptExactDecimal(value: unknown): unknown {
  const text = adaptDecimal(value);
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? new DecimalParameter(text) : text;
}
