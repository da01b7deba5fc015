const OCTET = '(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** Whether a value is an IPv4 address in dotted decimal notation, without leading zeros. */
export function isValidIpv4Address(value: unknown): value is string {
  return typeof value === 'string' && IPV4.test(value);
}
