/** `$."a"[0]` for the keys `a` and `0`. */
export function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${JSON.stringify(key)}`)).join('')}`;
}
