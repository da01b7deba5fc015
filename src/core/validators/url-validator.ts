import { isValidIpv6Address } from '../../utils/ipv6.ts';
import { DOMAIN, HOSTNAME, TLD } from './host-patterns.ts';
import { RegexValidator, type RegexValidatorOptions } from './regex-validator.ts';
import { trimArgs } from './validator.ts';

const MAX_URL_LENGTH = 2048;
const MAX_HOST_LENGTH = 253;
const OCTET = '(?:0|25[0-5]|2[0-4][0-9]|1[0-9]?[0-9]?|[1-9][0-9]?)';
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;
const HOST = `(?:${HOSTNAME}${DOMAIN}${TLD}|localhost)`;
const URL_PATTERN = new RegExp(
  `^(?:[a-z0-9.+\\-]*)://(?:[^\\s:@/]+(?::[^\\s:@/]*)?@)?(?:${IPV4}|\\[[0-9a-f:.]+\\]|${HOST})(?::[0-9]{1,5})?(?:[/?#]\\S*)?$`,
  'iu',
);
const UNSAFE = /[\t\r\n]/;
const DEFAULT_SCHEMES: readonly string[] = ['http', 'https', 'ftp', 'ftps'];

export interface URLValidatorOptions extends RegexValidatorOptions {
  /** Schemes that are taken, in lower case. */
  schemes?: readonly string[];
  regex?: RegExp | string;
}

/** An absolute URL of one of the schemes, at most 2048 characters long. */
export class URLValidator extends RegexValidator {
  static override readonly regex = URL_PATTERN;
  static override readonly message = 'Enter a valid URL.';

  readonly schemes: readonly string[];

  constructor(options: URLValidatorOptions = {}) {
    const { schemes, regex, ...rest } = options;
    super(regex, rest);
    this.schemes = schemes ?? DEFAULT_SCHEMES;
  }

  override validate(value: unknown): void {
    if (typeof value !== 'string' || value.length > MAX_URL_LENGTH || UNSAFE.test(value)) this.fail(value);
    const text = value as string;
    if (!this.schemes.includes(text.split('://', 1)[0]!.toLowerCase())) this.fail(value);
    super.validate(value);
    const host = hostOf(text);
    if (host === undefined || host.length > MAX_HOST_LENGTH) this.fail(value);
  }

  protected override constructorArgs(): readonly unknown[] {
    const [regex, options] = super.constructorArgs();
    return trimArgs([
      {
        ...(options as object | undefined),
        regex: regex === URL_PATTERN ? undefined : regex,
        schemes: this.schemes === DEFAULT_SCHEMES ? undefined : this.schemes,
      },
    ]);
  }
}

/** The host of a URL that has the right shape; undefined when it is a malformed IPv6 address or empty. */
function hostOf(url: string): string | undefined {
  const authority = /^[^:]*:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  if (!place.startsWith('[')) return place.replace(/:[0-9]*$/, '') || undefined;
  const address = /^\[(.+)\](?::[0-9]{1,5})?$/.exec(place)?.[1];
  return address !== undefined && isValidIpv6Address(address) ? address : undefined;
}
