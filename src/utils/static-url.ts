import { quote } from './encoding.ts';

let resolve: ((path: string) => string) | undefined;

/** Let static files be addressed by a storage: `jango/contrib/staticfiles` does so where names carry a hash. */
export function setStaticUrlResolver(resolver: ((path: string) => string) | undefined): void {
  resolve = resolver;
}

/** The address of a static file. @param prefix `STATIC_URL` */
export function staticUrl(path: string, prefix: string): string {
  if (resolve !== undefined) return resolve(path);
  const quoted = quote(path);
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(quoted)) return quoted;
  return prefix.endsWith('/') ? prefix + quoted : prefix.replace(/[^/]*$/, '') + quoted;
}
