/** `$."a"[0]` for the keys `a` and `0`. */
/** @param fromEnd how the n-th place from the end is written, where there is a way; a key of its own otherwise */
export function jsonPath(keys: readonly string[], fromEnd?: (place: number) => string): string {
  const parts = keys.map((key) => {
    if (/^\d+$/.test(key)) return `[${key}]`;
    const place = fromEnd !== undefined && /^-[1-9]\d*$/.test(key) ? -Number(key) : undefined;
    return place === undefined ? `.${JSON.stringify(key)}` : fromEnd!(place);
  });
  return `$${parts.join('')}`;
}
