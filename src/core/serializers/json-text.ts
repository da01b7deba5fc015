import { Float } from '../../utils/float.ts';
import { isPlainObject } from '../../utils/is-plain-object.ts';
import { timeText } from '../../utils/python-time.ts';
import { temporalKind } from '../../utils/temporal.ts';

/** How lists and objects are spaced. */
export interface JsonLayout {
  /** Spaces per level; one line without it. */
  readonly indent?: number | undefined;
  /** Between items on one line. */
  readonly separator: string;
}

/** JSON as Python's encoder writes it, letters of all scripts as they are: `{"a": 1, "b": [2, 3]}`. */
export function toJson(value: unknown, layout: JsonLayout, level = 0): string {
  if (value instanceof Float) return floatJson(value);
  if (Array.isArray(value)) {
    return wrapped('[', ']', layout, level, (next) => value.map((item) => toJson(item, layout, next)));
  }
  if (typeof value === 'object' && value !== null && temporalKind(value) === undefined) {
    if (isPlainObject(value)) {
      return wrapped('{', '}', layout, level, (next) =>
        Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${toJson(item, layout, next)}`),
      );
    }
  }
  return scalarJson(value);
}

function wrapped(
  open: string,
  close: string,
  { indent, separator }: JsonLayout,
  level: number,
  items: (level: number) => string[],
): string {
  const texts = items(level + 1);
  if (texts.length === 0) return open + close;
  if (indent === undefined) return open + texts.join(separator) + close;
  const line = `\n${' '.repeat(indent * (level + 1))}`;
  return `${open}${line}${texts.join(`,${line}`)}\n${' '.repeat(indent * level)}${close}`;
}

function scalarJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number')
    return Number.isInteger(value) ? wholeJson(value) : floatJson(new Float(value));
  if (typeof value === 'object' && value !== null) return JSON.stringify(isoText(value) ?? String(value));
  return JSON.stringify(value ?? null);
}

function wholeJson(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : new Float(value).toString();
}

function floatJson(float: Float): string {
  if (Number.isNaN(float.value)) return 'NaN';
  return Number.isFinite(float.value) ? float.toString() : float.value > 0 ? 'Infinity' : '-Infinity';
}

/** `2024-02-29T13:05:09.123Z`: JSON has milliseconds, so that is where times are cut. */
function isoText(value: object): string | undefined {
  return timeText(value)
    ?.replace(' ', 'T')
    .replace(/(\.\d{3})\d{3}/, '$1')
    .replace(/\+00:00$/, 'Z');
}
