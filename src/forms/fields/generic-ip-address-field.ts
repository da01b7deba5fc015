import { ValidationError } from '../../core/errors/validation-error.ts';
import { type IpProtocol, ipAddressValidators } from '../../core/validators/ip-address.ts';
import { cleanIpv6Address, MAX_IPV6_ADDRESS_LENGTH } from '../../utils/ipv6.ts';
import { gettext } from '../../utils/translation/gettext.ts';
import { valueText } from '../../utils/value-text.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';

export interface GenericIPAddressFieldOptions extends CharFieldOptions {
  /** Kinds of addresses that are taken; both by default. */
  protocol?: IpProtocol;
  /** Give an IPv4 address that is mapped into IPv6 (`::ffff:192.0.2.1`) as what it is. */
  unpackIpv4?: boolean;
}

/** An IPv4 or IPv6 address, the latter in its shortest spelling. */
export class GenericIPAddressField<T = string> extends CharField<T> {
  readonly unpackIpv4: boolean;

  constructor(options: GenericIPAddressFieldOptions = {}) {
    const maxLength = options.maxLength === undefined ? MAX_IPV6_ADDRESS_LENGTH : options.maxLength;
    super({ ...options, maxLength });
    this.unpackIpv4 = options.unpackIpv4 ?? false;
    this.validators.unshift(...ipAddressValidators(options.protocol ?? 'both', this.unpackIpv4));
  }

  protected override toText(value: unknown): string | null {
    if (this.isEmpty(value)) return '';
    const text = valueText(value).trim();
    if (!text.includes(':')) return text;
    const limit = this.maxLength === null ? {} : { maxLength: this.maxLength };
    const address = cleanIpv6Address(text, { unpackIpv4: this.unpackIpv4, ...limit });
    if (address !== undefined) return address;
    throw new ValidationError(gettext('This is not a valid IPv6 address.'), {
      code: 'invalid',
      params: { protocol: 'IPv6' },
    });
  }
}
