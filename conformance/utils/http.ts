import { ValidationError } from '../../src/core/errors/validation-error.ts';
import { splitDomainPort } from '../../src/http/host.ts';
import { normalizeRegex } from '../../src/urls/regex-normalize.ts';
import { urlHasAllowedHostAndScheme } from '../../src/utils/allowed-url.ts';
import { base36ToInt, intToBase36 } from '../../src/utils/base36.ts';
import { contentDispositionHeader } from '../../src/utils/content-disposition.ts';
import { Decimal } from '../../src/utils/decimal.ts';
import {
  escapeUriPath,
  filepathToUri,
  iriToUri,
  punycode,
  repercentBrokenUnicode,
  uriToIri,
} from '../../src/utils/encoding.ts';
import { type EncodingErrors, forceBytes, forceStr } from '../../src/utils/force-text.ts';
import { parseHeaderParameters } from '../../src/utils/header-parameters.ts';
import {
  escapeLeadingSlashes,
  isSameDomain,
  parseEtags,
  quoteEtag,
  urlsafeBase64Decode,
  urlsafeBase64Encode,
} from '../../src/utils/http.ts';
import { httpDate, parseHttpDate } from '../../src/utils/http-date.ts';
import { cleanIpv6Address, isValidIpv6Address } from '../../src/utils/ipv6.ts';
import { momentOf } from '../../src/utils/moment.ts';
import { str } from '../../src/utils/python-str.ts';
import { urlencode } from '../../src/utils/urlencode.ts';
import type { UtilityFunction, UtilityFunctions } from './utility-function.ts';

export const http: UtilityFunctions = {
  'http.request.split_domain_port': ([host]) => splitDomainPort(host),
  'http.base36_to_int': ([text]) => base36ToInt(text),
  'http.int_to_base36': ([value]) => intToBase36(value),
  'http.urlencode': ([query, doseq], kwargs) => urlencode(flat(query, doseq ?? kwargs['doseq'] ?? false)),
  'http.content_disposition_header': ([attachment, name]) =>
    contentDispositionHeader(attachment, name ?? undefined),
  'http.parse_etags': ([header]) => parseEtags(header),
  'http.quote_etag': ([etag]) => quoteEtag(etag),
  'http.escape_leading_slashes': ([url]) => escapeLeadingSlashes(url),
  'http.http_date': ([seconds]) => httpDate(Number(seconds)),
  'http.parse_http_date_safe': ([text]) => parseHttpDate(text),
  'http.parse_http_date': ([text]) => required(parseHttpDate(text)),
  'http.is_same_domain': ([host, pattern]) => isSameDomain(host, pattern),
  'http.parse_header_parameters': ([line]) => parseHeaderParameters(line),
  'http.url_has_allowed_host_and_scheme': ([url], kwargs) =>
    urlHasAllowedHostAndScheme(url, {
      allowedHosts: kwargs['allowed_hosts'] ?? [],
      requireHttps: kwargs['require_https'] ?? false,
    }),
  'http.urlsafe_base64_encode': ([bytes]) => urlsafeBase64Encode(bytes),
  'http.urlsafe_base64_decode': ([text]) => urlsafeBase64Decode(text),
  'encoding.punycode': ([domain]) => punycode(domain),
  ...forced('force_str', forceStr),
  ...forced('smart_str', forceStr),
  ...forced('force_bytes', forceBytes),
  ...forced('smart_bytes', forceBytes),
  'encoding.uri_to_iri': ([uri]) => (uri === null ? null : uriToIri(String(uri))),
  'encoding.iri_to_uri': ([iri]) => (iri === null ? null : iriToUri(String(iri))),
  'encoding.escape_uri_path': ([path]) => escapeUriPath(path),
  'encoding.filepath_to_uri': ([path]) => (path === null ? null : filepathToUri(path)),
  'encoding.repercent_broken_unicode': ([bytes]) => Buffer.from(repercentBrokenUnicode(bytes)),
  'ipv6.is_valid_ipv6_address': ([text]) => isValidIpv6Address(text),
  'ipv6.clean_ipv6_address': ([text], kwargs) => cleanAddress(text, kwargs['unpack_ipv4'] ?? false),
  'regex_helper.normalize': ([source]) =>
    normalizeRegex(source).map(({ pieces, params }) => [formatOf(pieces), params]),
};

/** `strings_only` leaves numbers, dates and None as they are. */
function forced(
  name: string,
  make: (value: unknown, encoding?: string, errors?: EncodingErrors) => unknown,
): Record<string, UtilityFunction> {
  return {
    [`encoding.${name}`]: ([value], { encoding, errors, strings_only: stringsOnly }) =>
      stringsOnly === true && isProtected(value) ? value : make(value, encoding, errors),
    'encoding.is_protected_type': ([value]) => isProtected(value),
  };
}

function isProtected(value: unknown): boolean {
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return true;
  return value instanceof Number || value instanceof Decimal || momentOf(value) !== undefined;
}

/** Without `doseq` a list is one value. */
function flat(query: unknown, doseq: boolean): never {
  const pairs = Array.isArray(query) ? (query as [string, unknown][]) : Object.entries(query as object);
  const value = (item: unknown) => (doseq || item === null || item instanceof Uint8Array ? item : str(item));
  return pairs.map(([name, item]) => [name, value(item)]) as never;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('It cannot be read.');
  return value;
}

function cleanAddress(text: string, unpackIpv4: boolean): string {
  const address = cleanIpv6Address(text, { unpackIpv4 });
  if (address === undefined)
    throw new ValidationError('This is not a valid IPv6 address.', { code: 'invalid' });
  return address;
}

/** `a/%(name)s`: what a possibility is in Django. */
function formatOf(pieces: readonly (string | { readonly name: string })[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `%(${piece.name})s`)).join('');
}
