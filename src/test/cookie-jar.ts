import { quoteCookieValue } from '../http/cookie-values.ts';
import type { SetCookie } from '../http/set-cookie.ts';

/** The cookies that a client holds, by name: `client.cookies.get('sessionid')?.value`. One whose time is over is forgotten. */
export class CookieJar extends Map<string, SetCookie> {
  /** Take over what a response sets and deletes. */
  take(cookies: Iterable<SetCookie>): void {
    for (const cookie of cookies) {
      if (cookie.attributes.get('Max-Age') === '0') this.delete(cookie.name);
      else this.set(cookie.name, cookie);
    }
  }

  /** The `Cookie` header; undefined for no cookies. */
  get header(): string | undefined {
    if (this.size === 0) return undefined;
    return [...this.values()].map(({ name, value }) => `${name}=${quoteCookieValue(value)}`).join('; ');
  }
}
