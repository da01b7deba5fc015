/** Lists up to this length are written out, one parameter for each item. */
const LONGEST_WRITTEN = 32;

/** `'number'` or `'string'` for a list that goes into a statement as one parameter; undefined for any other, and for one with numbers beyond every column. */
export function longListOf(list: unknown): 'number' | 'string' | undefined {
  if (!Array.isArray(list) || list.length <= LONGEST_WRITTEN) return undefined;
  const kind = typeof list[0];
  if (kind !== 'number' && kind !== 'string') return undefined;
  for (let i = 0; i < list.length; i++) {
    const item: unknown = list[i];
    if (typeof item !== kind || (kind === 'number' && Math.abs(item as number) >= 2 ** 63)) return undefined;
  }
  return kind;
}
