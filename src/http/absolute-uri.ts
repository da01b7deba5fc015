/**
 * Resolve a location against the URL of a request, as browsers do: dot segments are taken out, a path without a slash stands
 * beside the current one.
 * @param origin `https://example.com`
 * @param path of the request, encoded
 */
export function absoluteUri(origin: string, path: string, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(location)) return location;
  const hasHost = /^\/\/[^/?#]/.test(location);
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(location);
  if (location.startsWith('/') && !hasHost && !/\/\.\.?(\/|$)/.test(location)) {
    return origin + location.replace(/^\/\//, '');
  }
  if (hasScheme) return location;
  return new URL(location, origin + path).href;
}
