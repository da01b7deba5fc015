import { NotSupportedError } from '../../errors.ts';
import { wellFormed } from '../base/well-formed.ts';
import { DecimalParameter, FloatParameter } from './parameters.ts';

/** A parameter as it would be written into SQL text: for statements that cannot take parameters. */
export function quoteValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${wellFormed(value).replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\0')}'`;
    case 'number':
      return Number.isFinite(value) ? String(value) : quoteValue(String(value));
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? '1' : '0';
    case 'undefined':
      return 'NULL';
  }
  if (value === null) return 'NULL';
  if (value instanceof DecimalParameter) return value.text;
  if (value instanceof FloatParameter) return String(value);
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
  throw new NotSupportedError(
    `The value ${String(value)} cannot be written into SQL text.`,
    'Give a text, a number, a boolean or bytes.',
  );
}
