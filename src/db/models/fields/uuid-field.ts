import type { FieldConnection } from './connection.ts';
import { converted } from './date-field.ts';
import { Field, isExpression } from './field.ts';
import { invalid } from './invalid.ts';

const HEX = /^[0-9a-f]{32}$/;

/** A UUID, as text in lower case with hyphens. */
export class UUIDField extends Field {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” is not a valid UUID.',
  };
  static override readonly description: string = 'Universally unique identifier';
  override readonly emptyStringsAllowed: boolean = false;

  override getInternalType(): string {
    return 'UUIDField';
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const text = typeof value === 'bigint' || Number.isSafeInteger(value) ? hexOf(value as bigint) : value;
    if (typeof text !== 'string') throw invalid(this, value);
    const hex = text.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '');
    if (!HEX.test(hex)) throw invalid(this, value);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  override getPrepValue(value: unknown): unknown {
    return isExpression(value) ? value : converted(this, value, 'a UUID');
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    const uuid = prepared ? value : this.getPrepValue(value);
    return isExpression(uuid) ? uuid : connection.ops.adaptUuidFieldValue(uuid);
  }
}

/** A whole number is the 128 bits of the UUID. */
function hexOf(value: bigint | number): string {
  return BigInt(value).toString(16).padStart(32, '0');
}
