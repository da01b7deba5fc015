import { iriToUri, quote } from './encoding.ts';
import { joinUrl } from './join-url.ts';

let resolve: ((path: string) => string) | undefined;

/** Let static files be addressed by a storage: `jango/contrib/staticfiles` does so where names carry a hash. */
export function setStaticUrlResolver(resolver: ((path: string) => string) | undefined): void {
  resolve = resolver;
}

/** The address of a static file. @param prefix `STATIC_URL` */
export function staticUrl(path: string, prefix: string): string {
  return resolve === undefined ? joinUrl(iriToUri(prefix), quote(path)) : resolve(path);
}
