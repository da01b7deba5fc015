import { Field } from './field.ts';
import { invalid } from './invalid.ts';

const TRUE: readonly unknown[] = [true, 1, 1n, 't', 'True', 'true', '1'];
const FALSE: readonly unknown[] = [false, 0, 0n, 'f', 'False', 'false', '0'];

export class BooleanField extends Field {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value must be either True or False.',
    invalid_nullable: '“%(value)s” value must be either True, False, or None.',
  };
  static override readonly description: string = 'Boolean (Either True or False)';
  override readonly emptyStringsAllowed: boolean = false;

  override toPython(value: unknown): unknown {
    if (this.null && this.isEmpty(value)) return null;
    if (TRUE.includes(value)) return true;
    if (FALSE.includes(value)) return false;
    throw invalid(this, value, 'invalid', this.null ? 'invalid_nullable' : 'invalid');
  }

  override getPrepValue(value: unknown): unknown {
    return value === null || value === undefined ? null : this.toPython(value);
  }
}
