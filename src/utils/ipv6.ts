import { isValidIpv4Address } from './ipv4.ts';

/** The longest way of writing an IPv6 address. */
export const MAX_IPV6_ADDRESS_LENGTH = 39;

/** Whether a value is an IPv6 address in any of its spellings. */
export function isValidIpv6Address(value: unknown): value is string {
  return typeof value === 'string' && hextetsOf(value) !== undefined;
}

/**
 * The shortest spelling of an IPv6 address: lower case, no leading zeros, `::` for the longest run of zeros.
 * An address that maps an IPv4 one keeps the dotted form: `::ffff:192.0.2.1`, or that address alone.
 *
 * @param options.unpackIpv4 give `192.0.2.1` for `::ffff:192.0.2.1`
 * @returns undefined when the text is no IPv6 address, or longer than `maxLength`
 */
export function cleanIpv6Address(
  text: string,
  options: { unpackIpv4?: boolean; maxLength?: number } = {},
): string | undefined {
  const hextets = hextetsOf(text, options.maxLength);
  if (hextets === undefined) return undefined;
  if (hextets.slice(0, 5).every((part) => part === 0) && hextets[5] === 0xffff) {
    const [high, low] = [hextets[6]!, hextets[7]!];
    const address = [high >> 8, high & 255, low >> 8, low & 255].join('.');
    return options.unpackIpv4 === true ? address : `::ffff:${address}`;
  }
  return compress(hextets);
}

/** The eight numbers of an address. A zone (`%eth0`) is allowed and dropped. */
function hextetsOf(text: string, maxLength = MAX_IPV6_ADDRESS_LENGTH): number[] | undefined {
  if (text.length > maxLength) return undefined;
  const [address, zone, ...more] = text.split('%') as [string, ...string[]];
  if (zone === '' || more.length > 0) return undefined;
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1]!, true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : undefined;
  return missing >= 1 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

function groupsOf(text: string, isLast: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (isLast && index === parts.length - 1 && isValidIpv4Address(part)) {
      const [a, b, c, d] = part.split('.').map(Number) as [number, number, number, number];
      groups.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

function compress(hextets: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && hextets[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const texts = hextets.map((part) => part.toString(16));
  if (best.start === -1) return texts.join(':');
  return `${texts.slice(0, best.start).join(':')}::${texts.slice(best.start + best.length).join(':')}`;
}
