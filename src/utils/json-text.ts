import { durationIsoString } from './duration.ts';
import { str } from './python-str.ts';
import { timeText } from './python-time.ts';
import { type Duration, temporalKind } from './temporal.ts';
import { isText } from './text-object.ts';

/** JSON with the spaces that Python puts, and ASCII only: `{"a": 1, "b": [2, 3]}`. Maps are objects, sets are lists. */
export function jsonText(value: unknown): string {
  const time = typeof value === 'object' && value !== null ? jsonTime(value) : undefined;
  if (time !== undefined) return JSON.stringify(time);
  const plain =
    typeof (value as { toJSON?: unknown } | null)?.toJSON === 'function'
      ? (value as { toJSON(): unknown }).toJSON()
      : value;
  if (Array.isArray(plain) || plain instanceof Set) return `[${Array.from(plain, jsonText).join(', ')}]`;
  if (typeof plain === 'object' && plain !== null && !(isText(plain) || plain instanceof Number))
    return objectText(plain);
  return asciiOnly(scalarText(plain));
}

/** `2024-02-29T13:05:09.123Z`: with milliseconds where there are any, and a `T` between date and time. */
function jsonTime(value: object): string | undefined {
  if (temporalKind(value) === 'Duration') return durationIsoString(value as Duration);
  const text = timeText(value);
  if (text === undefined || text === 'None') return undefined;
  return text
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d{3}/, '$1')
    .replace(/\+00:00$/, 'Z');
}

function objectText(value: object): string {
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  return `{${entries.map(([key, item]) => `${asciiOnly(JSON.stringify(String(key)))}: ${jsonText(item)}`).join(', ')}}`;
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if ((typeof value === 'number' || value instanceof Number) && Number.isFinite(value.valueOf()))
    return str(value);
  return JSON.stringify(value) ?? 'null';
}

/** JSON text without spaces, as `JSON.stringify()` makes it, in the same style. */
export function spacedJson(json: string): string {
  let spaced = '';
  let from = 0;
  let inText = false;
  // Letter by letter: a pattern for whole texts runs out of stack at some megabytes.
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) inText = !inText;
    else if (inText && code === BACKSLASH) i++;
    else if (!inText && (code === COMMA || code === COLON)) {
      spaced += `${json.slice(from, i + 1)} `;
      from = i + 1;
    }
  }
  return asciiOnly(spaced + json.slice(from));
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

export function asciiOnly(json: string): string {
  return json.replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
