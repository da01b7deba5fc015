import { inside, str } from './python-str.ts';
import { isText } from './text-object.ts';
import { wallClockOf, wallClockText } from './wall-clock.ts';

/** A value as messages and inputs show it: `True`, `None`, `[1, 'a']`, moments as a clock shows them. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return wallClockText(wallClockOf(value));
  const isList = Array.isArray(value) && value.toString === Array.prototype.toString;
  return isList ? inside(value, '[...]', () => `[${value.map(inList).join(', ')}]`) : str(value);
}

function inList(value: unknown): string {
  if (!isText(value)) return valueText(value);
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}
