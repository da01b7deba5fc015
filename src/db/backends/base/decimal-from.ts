import { Decimal } from '../../../utils/decimal.ts';
import { unreadable } from './interned.ts';

/** The decimal number that a database gave. @throws DataError for a text that is none */
export function decimalFrom(value: unknown): Decimal {
  const text = String(value);
  try {
    return new Decimal(text);
  } catch (cause) {
    throw unreadable('decimal number', text, cause);
  }
}
