import { decimalFrom } from '../base/decimal-from.ts';
import type { ColumnFormat, ValueConverter } from '../base/operations.ts';
import { adaptDecimal, textConverters } from '../base/text-values.ts';
import { DecimalParameter } from './parameters.ts';

/** Sums, averages and quotients arrive as decimals, whatever they are of. */
function toInteger(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [whole] = value.split('.') as [string];
  const number = Number(whole) + 0;
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(whole) ? number : BigInt(whole);
}

/** So does a sum of truth values. */
function toTruth(value: unknown): unknown {
  return textConverters['BooleanField']!(toFloat(value));
}

function toFloat(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}

function toDuration(value: unknown): unknown {
  return textConverters['DurationField']!(String(value).replace(/\..*$/, ''));
}

function toDecimal(value: unknown): unknown {
  return decimalFrom(value);
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
  if (!isColumn && internalType === 'BooleanField') return toTruth;
  return textConverters[internalType];
}

/** Text of digits becomes a parameter that arrives as an exact number. */
export function adaptExactDecimal(value: unknown): unknown {
  const text = adaptDecimal(value);
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? new DecimalParameter(text) : text;
}
