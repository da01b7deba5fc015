import { isText } from './text-object.ts';

/** JSON with the spaces that Python puts, and ASCII only: `{"a": 1, "b": [2, 3]}`. Maps are objects, sets are lists. */
export function jsonText(value: unknown): string {
  const plain =
    typeof (value as { toJSON?: unknown } | null)?.toJSON === 'function'
      ? toPlain(value as { toJSON(): unknown })
      : value;
  if (Array.isArray(plain) || plain instanceof Set) return `[${Array.from(plain, jsonText).join(', ')}]`;
  if (typeof plain === 'object' && plain !== null && !(isText(plain) || plain instanceof Number))
    return objectText(plain);
  return asciiOnly(scalarText(plain));
}

function toPlain(value: { toJSON(): unknown }): unknown {
  return value.toJSON();
}

function objectText(value: object): string {
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  return `{${entries.map(([key, item]) => `${asciiOnly(JSON.stringify(String(key)))}: ${jsonText(item)}`).join(', ')}}`;
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value) ?? 'null';
}

function asciiOnly(json: string): string {
  return json.replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
