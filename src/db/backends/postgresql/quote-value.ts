import { Decimal } from '../../../utils/decimal.ts';
import { DataError, NotSupportedError } from '../../errors.ts';
import { wellFormed } from '../base/well-formed.ts';
import { hexText } from './hex-text.ts';
import { TypedText } from './typed-text.ts';

/** A value written into SQL text. */
export function quoteValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoteText(value);
    case 'number':
      return Number.isFinite(value) ? quoteNumber(value) : `'${value}'::double precision`;
    case 'bigint':
      return quoteNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return 'NULL';
  }
  if (value === null) return 'NULL';
  if (value instanceof TypedText) return `${quoteText(value.text)}::${value.type}`;
  if (value instanceof Decimal) return `'${value.toFixed()}'::numeric`;
  if (value instanceof Uint8Array) return `'${hexText(value)}'::bytea`;
  throw new NotSupportedError(
    `The value ${String(value)} cannot be written into SQL text.`,
    'Give a text, a number, a boolean, a date or bytes.',
  );
}

/** In parentheses when negative, so that no minus before it makes a comment of it. */
function quoteNumber(value: number | bigint): string {
  return value < 0 ? `(${value})` : String(value);
}

/** Backslashes are doubled in a text that says so, whatever the server's `standard_conforming_strings`. */
function quoteText(text: string): string {
  checkText(text);
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/** @throws DataError for text that PostgreSQL would refuse, or that could not be sent unchanged */
export function checkText(text: string): void {
  if (text.includes('\0')) {
    throw new DataError(
      'PostgreSQL text fields cannot contain NUL (0x00) bytes.',
      'Remove them, or use a BinaryField.',
    );
  }
  wellFormed(text);
}
