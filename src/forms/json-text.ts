export interface JsonTextOptions {
  /** How values JSON doesn't know are written, as the second argument of `JSON.stringify()`. */
  replacer?: ((key: string, value: unknown) => unknown) | undefined;
  sortKeys?: boolean;
}

/** JSON in the spacing people know from Django: `{"a": 1, "b": [1, 2]}`. */
export function jsonText(value: unknown, options: JsonTextOptions = {}): string {
  const plain: unknown = JSON.parse(JSON.stringify(value, options.replacer) ?? 'null');
  return write(plain, options.sortKeys === true);
}

function write(value: unknown, sortKeys: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, sortKeys)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (sortKeys) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${write(item, sortKeys)}`).join(', ')}}`;
}
