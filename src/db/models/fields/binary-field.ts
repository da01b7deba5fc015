import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { MaxLengthValidator } from '../../../core/validators/max-length-validator.ts';
import type { AnyModel } from '../model.ts';
import type { FieldConnection } from './connection.ts';
import { Field } from './field.ts';
import { invalid, wrongType } from './invalid.ts';
import type { FieldOptions, Validator } from './options.ts';

export interface BinaryFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Greatest number of bytes, in validation. */
  maxLength?: number | null;
}

const BASE64 = /^[\w+/-]*={0,2}$/;

/** Raw bytes; fixtures hold them as base64. */
export class BinaryField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    editable: false,
    maxLength: null,
  };
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value must be bytes, as base64.',
  };
  static override readonly description: string = 'Raw binary data';
  readonly maxLength: number | null;

  constructor(options: BinaryFieldOptions = {}) {
    super(options);
    this.maxLength = options.maxLength ?? null;
  }

  protected override defaultValidators(): readonly Validator[] {
    return this.maxLength === null ? [] : [new MaxLengthValidator(this.maxLength) as Validator];
  }

  override isEmpty(value: unknown): boolean {
    return super.isEmpty(value) || (value instanceof Uint8Array && value.length === 0);
  }

  override getDefault(): unknown {
    const value = super.getDefault();
    return value === '' ? new Uint8Array() : value;
  }

  override check(): CheckMessage[] {
    if (!this.hasDefault() || typeof this.default !== 'string') return super.check();
    const message = "BinaryField's default cannot be a string. Use bytes content instead.";
    return [...super.check(), new CheckError(message, { obj: this, id: 'fields.E170' })];
  }

  override toPython(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    const text = value.replaceAll(/\s/g, '');
    if (text.length % 4 !== 0 || !BASE64.test(text)) throw invalid(this, value);
    return Buffer.from(value, 'base64');
  }

  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined || value instanceof Uint8Array) return value ?? null;
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    throw wrongType(this, 'bytes (a Uint8Array)', value);
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    return connection.ops.adaptBinaryFieldValue(prepared ? value : this.getPrepValue(value));
  }

  override valueToString(instance: AnyModel): string {
    return Buffer.from(this.valueFromObject(instance) as Uint8Array).toString('base64');
  }
}
