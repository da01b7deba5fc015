import { settings } from '../conf/configure.ts';
import { BadSignature, SignatureExpired } from '../core/signing/errors.ts';
import { TimestampSigner } from '../core/signing/timestamp-signer.ts';

const keyOf = (secret: string): string => `django.http.cookies${secret}`;

/** The signer of cookies, with Django's keys: either framework reads what the other signed. */
export function getCookieSigner(salt: string): TimestampSigner {
  return new TimestampSigner({
    key: keyOf(settings.SECRET_KEY),
    fallbackKeys: settings.SECRET_KEY_FALLBACKS.map(keyOf),
    salt,
  });
}

/** The length of the salt stands in front, so that no two pairs of salt and name make the same text. */
function saltFor(name: string, salt: string): string {
  return `django.http.cookies.v2:${salt.length}:${salt}${name}`;
}

export function signCookie(name: string, value: string, salt: string): string {
  return getCookieSigner(saltFor(name, salt)).sign(value);
}

/** Also reads what Django signed before it put the length into the salt. @throws BadSignature, SignatureExpired */
export function unsignCookie(name: string, signed: string, salt: string, maxAge: number | undefined): string {
  try {
    return getCookieSigner(saltFor(name, salt)).unsign(signed, { maxAge });
  } catch (error) {
    if (!(error instanceof BadSignature) || error instanceof SignatureExpired) throw error;
    return getCookieSigner(name + salt).unsign(signed, { maxAge });
  }
}
