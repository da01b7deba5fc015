import { pbkdf2Sync } from 'node:crypto';
import { configure, type Settings } from 'jango/conf';
import {
  base62Decode,
  base62Encode,
  dumps,
  loads,
  Signer,
  saltedHmac,
  TimestampSigner,
} from 'jango/core/signing';
import { describe, expect, test, vi } from 'vitest';
import { getValidFilename } from '../../src/core/files/file-names.ts';
import { splitDomainPort } from '../../src/http/host.ts';
import { normalizeRegex } from '../../src/urls/regex-normalize.ts';
import { urlHasAllowedHostAndScheme } from '../../src/utils/allowed-url.ts';
import { base36ToInt, intToBase36 } from '../../src/utils/base36.ts';
import { contentDispositionHeader } from '../../src/utils/content-disposition.ts';
import { constantTimeCompare } from '../../src/utils/crypto.ts';
import {
  escapeUriPath,
  filepathToUri,
  iriToUri,
  repercentBrokenUnicode,
  uriToIri,
} from '../../src/utils/encoding.ts';
import { parseHeaderParameters } from '../../src/utils/header-parameters.ts';
import { escapeLeadingSlashes, isSameDomain, parseEtags, quoteEtag } from '../../src/utils/http.ts';
import { httpDate, parseHttpDate } from '../../src/utils/http-date.ts';
import { urlencode } from '../../src/utils/urlencode.ts';
import { decode, hasVectors, readVectors, type Vector, vectorSettings } from '../support/conformance.ts';
import { withSettings } from '../support/override.ts';

configure({ SECRET_KEY: 'django_tests_secret_key', BASE_DIR: '/nowhere' });

type Values = readonly never[];
type Named = Readonly<Record<string, never>>;
interface SignerObject {
  class: string;
  kwargs: { key: string; sep: string; salt: string; algorithm: string; fallback_keys: string[] };
}

const FUNCTIONS: Readonly<Record<string, (args: Values, named: Named, object: SignerObject) => unknown>> = {
  'signing.b62_encode': ([value]) => base62Encode(value!),
  'signing.b62_decode': ([text]) => base62Decode(text!),
  'signing.dumps': ([value], { compress, salt, key }) => dumps(value, { compress, salt, key } as never),
  'signing.loads': ([text], { max_age: maxAge, salt, key }) => loads(text!, { maxAge, salt, key } as never),
  'signing.base64_hmac': ([salt, value, secret], { algorithm }) =>
    saltedHmac(salt!, value!, { secret: secret!, algorithm: algorithm! }).toString('base64url'),
  'signing.Signer.sign': ([value], _, object) => signer(object).sign(String(value)),
  'signing.Signer.unsign': ([value], _, object) => signer(object).unsign(value!),
  'signing.Signer.signature': ([value], _, object) => signer(object).signature(value!),
  'signing.Signer.sign_object': ([value], { compress }, object) =>
    signer(object).signObject(value, { compress: Boolean(compress) }),
  'signing.Signer.unsign_object': ([value], _, object) => signer(object).unsignObject(value!),
  'signing.TimestampSigner.sign': ([value], _, object) => signer(object).sign(value!),
  'signing.TimestampSigner.unsign': ([value], { max_age: maxAge }, object) =>
    (signer(object) as TimestampSigner).unsign(value!, { maxAge }),
  'crypto.constant_time_compare': ([a, b]) => constantTimeCompare(a!, b!),
  'crypto.salted_hmac': ([salt, value], { algorithm, secret }) =>
    saltedHmac(salt!, value!, {
      ...(secret === undefined ? {} : { secret }),
      ...(algorithm === undefined ? {} : { algorithm }),
    }).toString('hex'),
  'crypto.pbkdf2': (_args, { password, salt, iterations, dklen }) =>
    pbkdf2Sync(password!, salt!, iterations!, dklen!, 'sha256'),
  'encoding.iri_to_uri': ([iri]) => (iri === null ? null : iriToUri(iri!)),
  'encoding.uri_to_iri': ([uri]) => (uri === null ? null : uriToIri(String(uri))),
  'encoding.escape_uri_path': ([path]) => escapeUriPath(path!),
  'encoding.filepath_to_uri': ([path]) => (path === null ? null : filepathToUri(path!)),
  'encoding.repercent_broken_unicode': ([bytes]) => Buffer.from(repercentBrokenUnicode(bytes!)),
  'http.base36_to_int': ([text]) => base36ToInt(text!),
  'http.int_to_base36': ([value]) => intToBase36(value!),
  'http.content_disposition_header': ([attachment, name]) =>
    contentDispositionHeader(attachment!, name ?? undefined) ?? null,
  'http.escape_leading_slashes': ([url]) => escapeLeadingSlashes(url!),
  'http.http_date': ([seconds]) => httpDate(seconds),
  'http.is_same_domain': ([host, pattern]) => isSameDomain(host!, pattern!),
  'http.parse_etags': ([header]) => parseEtags(header!),
  'http.quote_etag': ([etag]) => quoteEtag(etag!),
  'http.parse_header_parameters': ([line]) => parseHeaderParameters(line!),
  'http.parse_http_date': ([date]) => parseHttpDate(date!) ?? fail(),
  'http.request.split_domain_port': ([host]) => splitDomainPort(host!),
  'http.urlencode': ([query]) => urlencode(query!),
  'http.url_has_allowed_host_and_scheme': (
    [url],
    { allowed_hosts: allowedHosts, require_https: requireHttps },
  ) =>
    urlHasAllowedHostAndScheme(url, {
      allowedHosts: allowedHosts ?? [],
      requireHttps: Boolean(requireHttps),
    }),
  'http.urlsafe_base64_encode': ([bytes]) => Buffer.from(bytes!).toString('base64url'),
  'regex_helper.normalize': ([pattern]) =>
    normalizeRegex(pattern!).map(({ pieces, params }) => [format(pieces), params]),
  'text.get_valid_filename': ([name]) => getValidFilename(name!),
};

function fail(): never {
  throw new RangeError('no value');
}

function signer({ class: name, kwargs }: SignerObject): Signer {
  const { fallback_keys: fallbackKeys, ...rest } = kwargs;
  return new (name === 'signing.Signer' ? Signer : TimestampSigner)({ ...rest, fallbackKeys });
}

function format(pieces: readonly (string | { readonly name: string })[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `%(${piece.name})s`)).join('');
}

/** Facts about Python's texts of a list and of True. */
function isPythonText(vector: Vector): boolean {
  const { doseq } = (vector['kwargs'] ?? {}) as { doseq?: boolean };
  return doseq === false || (vector['args'] as unknown[])[0] === true;
}

const vectors = readVectors('utils').filter(
  (vector) => (vector['fn'] as string) in FUNCTIONS && !isPythonText(vector),
);

describe.skipIf(!hasVectors)('Django signs, encodes and reads headers the same', () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', async (_, vector) => {
    if (vector.env?.now !== undefined) vi.useFakeTimers({ now: vector.env.now * 1000 });
    const call = (): unknown =>
      FUNCTIONS[vector['fn'] as string]!(
        decode(vector['args'] ?? []) as Values,
        decode(vector['kwargs'] ?? {}) as Named,
        decode(vector['object']) as SignerObject,
      );
    try {
      const { error, output, message } = vector.expect;
      const result = withSettings(vectorSettings(vector) as Partial<Settings>, call);
      if (error === undefined) expect(await result).toEqual(decode(output));
      else await expect(result, message).rejects.toThrow();
    } finally {
      vi.useRealTimers();
    }
  });
});
