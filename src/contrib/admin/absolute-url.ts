/** The address of an object on the site: what its `getAbsoluteUrl()` says. */
export function absoluteUrlOf(object: object): string | undefined {
  const method = (object as { getAbsoluteUrl?: unknown }).getAbsoluteUrl;
  return typeof method === 'function' ? String(method.call(object)) : undefined;
}
