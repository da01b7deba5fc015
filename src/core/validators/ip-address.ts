import { isValidIpv4Address } from '../../utils/ipv4.ts';
import { isValidIpv6Address } from '../../utils/ipv6.ts';
import { ImproperlyConfigured } from '../errors/improperly-configured.ts';
import { failure } from './messages.ts';
import type { Validator } from './validator.ts';

export const IP_PROTOCOLS = ['both', 'ipv4', 'ipv6'] as const;
export type IpProtocol = (typeof IP_PROTOCOLS)[number];

const MESSAGE = 'Enter a valid %(protocol)s address.';

/** Checks an IPv4 address. */
export function validateIpv4Address(value: unknown): void {
  if (!isValidIpv4Address(value)) throw failure(MESSAGE, 'invalid', { protocol: 'IPv4', value });
}

/** Checks an IPv6 address. */
export function validateIpv6Address(value: unknown): void {
  if (!isValidIpv6Address(value)) throw failure(MESSAGE, 'invalid', { protocol: 'IPv6', value });
}

/** Checks an IP address of either kind. */
export function validateIpv46Address(value: unknown): void {
  if (!isValidIpv4Address(value) && !isValidIpv6Address(value)) {
    throw failure(MESSAGE, 'invalid', { protocol: 'IPv4 or IPv6', value });
  }
}

/** The validators of a GenericIPAddressField. */
export function ipAddressValidators(protocol: string, unpackIpv4: boolean): readonly Validator[] {
  const kind = protocol.toLowerCase();
  if (unpackIpv4 && kind !== 'both') {
    throw new ImproperlyConfigured(
      `unpackIpv4 was given beside the protocol '${protocol}'.`,
      "It needs protocol: 'both'.",
    );
  }
  if (kind === 'both') return [validateIpv46Address];
  if (kind === 'ipv4') return [validateIpv4Address];
  if (kind === 'ipv6') return [validateIpv6Address];
  throw new ImproperlyConfigured(
    `There is no IP protocol '${protocol}'.`,
    `Choices are: ${IP_PROTOCOLS.join(', ')}.`,
  );
}
