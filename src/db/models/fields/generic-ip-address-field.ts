import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { ipAddressValidators } from '../../../core/validators/ip-address.ts';
import { cleanIpv6Address } from '../../../utils/ipv6.ts';
import type { FieldConnection } from './connection.ts';
import { Field, isExpression } from './field.ts';
import type { FieldOptions, Validator } from './options.ts';
import { textOf } from './to-text.ts';

export interface GenericIpAddressOptions<T = unknown> extends FieldOptions<T> {
  protocol?: 'both' | 'IPv4' | 'IPv6';
  /** Store `::ffff:192.0.2.1` as `192.0.2.1`. */
  unpackIpv4?: boolean;
}

/** An IPv4 or IPv6 address, IPv6 in its shortest form. */
export class GenericIPAddressField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    protocol: 'both',
    unpackIpv4: false,
  };
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: 'Enter a valid %(protocol)s address.',
  };
  static override readonly description: string = 'IP address';
  override readonly emptyStringsAllowed: boolean = false;
  readonly protocol: string;
  readonly unpackIpv4: boolean;
  readonly maxLength = 39;

  constructor(options: GenericIpAddressOptions = {}) {
    super(options);
    this.protocol = options.protocol ?? 'both';
    this.unpackIpv4 = options.unpackIpv4 ?? false;
  }

  override getInternalType(): string {
    return 'GenericIPAddressField';
  }

  protected override defaultValidators(): readonly Validator[] {
    return ipAddressValidators(this.protocol, this.unpackIpv4) as readonly Validator[];
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const text = textOf(value).trim();
    if (!text.includes(':')) return text;
    const address = cleanIpv6Address(text, { unpackIpv4: this.unpackIpv4 });
    if (address !== undefined) return address;
    const params = { protocol: 'IPv6', value };
    throw new ValidationError(this.errorMessages['invalid']!, { code: 'invalid', params });
  }

  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined || isExpression(value)) return value ?? null;
    const text = textOf(value);
    return (text.includes(':') ? cleanIpv6Address(text, { unpackIpv4: this.unpackIpv4 }) : undefined) ?? text;
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    return connection.ops.adaptIpAddressFieldValue(prepared ? value : this.getPrepValue(value));
  }

  override check(): CheckMessage[] {
    const found = super.check();
    if (this.null || !this.blank) return found;
    const message =
      'GenericIPAddressFields cannot have blank: true if null: false, as blank values are stored as nulls.';
    return [...found, new CheckError(message, { obj: this, id: 'fields.E150' })];
  }
}
