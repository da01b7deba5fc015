import { httpDate } from '../utils/http-date.ts';
import { CookieError } from './cookie-error.ts';
import { quoteCookieValue } from './cookie-values.ts';

/** What `response.setCookie()` takes. */
export interface CookieOptions {
  /** Seconds to live; without it the cookie goes when the browser is closed. */
  maxAge?: number | null;
  expires?: Date | string | null;
  /** `'/'` unless given. */
  path?: string | null;
  domain?: string | null;
  secure?: boolean;
  httponly?: boolean;
  samesite?: string | false | null;
}

/** A cookie that a response sets. */
export class SetCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string | true>;

  /** @throws CookieError for a name that no cookie can have, TypeError for such an attribute. */
  constructor(name: string, value: string, options: CookieOptions = {}) {
    if (!/^[\w!#$%&'*+\-.^`|~:]+$/.test(name))
      throw new CookieError(`'${name}' cannot be the name of a cookie.`);
    this.name = name;
    this.value = value;
    this.attributes = attributesOf(options);
  }

  /** The value of a `Set-Cookie` header. */
  toString(): string {
    let text = `${this.name}=${quoteCookieValue(this.value)}`;
    for (const [name, value] of this.attributes) text += value === true ? `; ${name}` : `; ${name}=${value}`;
    return text;
  }
}

function attributesOf(options: CookieOptions): Map<string, string | true> {
  const { maxAge, expires, path = '/', domain, secure, httponly, samesite } = options;
  if (isGiven(maxAge) && expires instanceof Date) {
    throw new TypeError("'expires' and 'maxAge' can't be used together.");
  }
  const attributes = new Map<string, string | true>();
  const age =
    expires instanceof Date
      ? Math.max(0, Math.floor((expires.getTime() - Date.now()) / 1000) + 1)
      : isGiven(maxAge)
        ? Math.trunc(maxAge)
        : undefined;
  if (typeof expires === 'string') attributes.set('expires', expires);
  else if (age !== undefined) attributes.set('expires', httpDate(Date.now() / 1000 + age));
  if (age !== undefined) attributes.set('Max-Age', String(age));
  if (isGiven(path) && path !== '') attributes.set('Path', path);
  if (isGiven(domain) && domain !== '') attributes.set('Domain', domain);
  if (secure) attributes.set('Secure', true);
  if (httponly) attributes.set('HttpOnly', true);
  if (isGiven(samesite) && samesite !== false && samesite !== '') {
    if (!['lax', 'none', 'strict'].includes(samesite.toLowerCase())) {
      throw new TypeError('samesite must be "lax", "none", or "strict".');
    }
    attributes.set('SameSite', samesite);
  }
  for (const [name, value] of attributes) {
    if (typeof value === 'string' && /[\p{Cc};]/u.test(value)) {
      throw new TypeError(
        `A cookie's ${name} cannot hold ';' or control characters: ${JSON.stringify(value)}.`,
      );
    }
  }
  return attributes;
}

function isGiven<T>(value: T): value is Exclude<T, null | undefined> {
  return value !== undefined && value !== null;
}
