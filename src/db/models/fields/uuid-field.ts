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
    if (typeof value !== 'string') throw invalid(this, value);
    const hex = value.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '');
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
