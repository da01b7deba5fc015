/** Lists up to this length are written out, one parameter for each item. */
const LONGEST_WRITTEN = 32;

/** `'number'` or `'string'` for a list that goes into a statement as one parameter; undefined for any other. */
export function longListOf(list: unknown): 'number' | 'string' | undefined {
  if (!Array.isArray(list) || list.length <= LONGEST_WRITTEN) return undefined;
  const kind = typeof list[0];
  if (kind !== 'number' && kind !== 'string') return undefined;
  for (let i = 1; i < list.length; i++) if (typeof list[i] !== kind) return undefined;
  return kind;
}
