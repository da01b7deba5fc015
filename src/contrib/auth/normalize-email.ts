/** The domain of an address in lower case: mail servers may tell upper and lower case apart only before the @. */
export function normalizeEmail(email: string | null | undefined): string {
  const text = (email ?? '').trim();
  const at = text.lastIndexOf('@');
  return at === -1 ? text : text.slice(0, at) + text.slice(at).toLowerCase();
}
