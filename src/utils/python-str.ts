import { Decimal } from './decimal.ts';
import { timeRepr, timeText } from './python-time.ts';
import { isText } from './text-object.ts';

/** A value as Python's `str()` would write it, which is how templates print it: `None`, `True`, `[1, 'a']`. */
export function str(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'undefined':
      return 'None';
    case 'function':
      return `<function ${value.name}>`;
    case 'object':
      return value === null ? 'None' : objectText(value);
    default:
      return String(value);
  }
}

/** As Python's `repr()`: strings in quotes. */
export function repr(value: unknown): string {
  if (isText(value)) return quoted(value.toString());
  const time = typeof value === 'object' && value !== null ? timeRepr(value) : undefined;
  if (time !== undefined) return time;
  if (value instanceof Decimal) return `Decimal('${value}')`;
  if (typeof value === 'object' && value !== null && isInstance(value) && !hasReprToString(value)) {
    const text = objectText(value);
    return text.startsWith('<') ? text : `<${value.constructor.name}: ${text}>`;
  }
  return str(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = String(value);
  if (Number.isInteger(value)) return text.includes('e') ? BigInt(value).toString() : text;
  if (Math.abs(value) < 1e-4 && !text.includes('e')) return value.toExponential().replace('e-', 'e-0');
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Deeper lists in lists are not written: they are nothing to read, and would fill the stack. */
const DEEPEST = 100;

/** Lists and dictionaries that are being written: one that holds itself is written once. */
const open = new Set<object>();

export function inside(value: object, again: string, write: () => string): string {
  if (open.has(value) || open.size >= DEEPEST) return again;
  open.add(value);
  try {
    return write();
  } finally {
    open.delete(value);
  }
}

function objectText(value: object): string {
  if (isText(value)) return value.toString();
  if (value instanceof Map) return inside(value, '{...}', () => dictText(value.entries()));
  if (value instanceof Set) return inside(value, '{...}', () => setText(value));
  if (value instanceof Uint8Array) return bytesText(value);
  const time = timeText(value);
  if (time !== undefined) return time;
  if (typeof value.toString === 'function' && value.toString !== Object.prototype.toString) {
    if (!Array.isArray(value) || value.toString !== Array.prototype.toString) return ownText(value);
  }
  if (Array.isArray(value)) return inside(value, '[...]', () => `[${value.map(repr).join(', ')}]`);
  const proto = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null)
    return inside(value, '{...}', () => dictText(Object.entries(value)));
  return `<${value.constructor?.name ?? 'object'} object>`;
}

/** What a class says of itself; `[Symbol.toPrimitive]` may give what is no text. */
function ownText(value: object): string {
  const text: unknown = value.toString();
  return typeof text === 'string' ? text : `<${value.constructor?.name ?? 'object'} object>`;
}

function setText(value: ReadonlySet<unknown>): string {
  return value.size === 0 ? 'set()' : `{${Array.from(value, repr).join(', ')}}`;
}

function dictText(entries: Iterable<[unknown, unknown]>): string {
  return `{${Array.from(entries, ([key, value]) => `${repr(key)}: ${repr(value)}`).join(', ')}}`;
}

/** An object of a class that a project or the framework wrote. */
function isInstance(value: object): boolean {
  const proto = Object.getPrototypeOf(value);
  return !(
    proto === null ||
    proto === Object.prototype ||
    Array.isArray(value) ||
    value instanceof Map ||
    value instanceof Set
  );
}

/** Dates and numbers write themselves without the class name around. */
function hasReprToString(value: object): boolean {
  return (
    value instanceof Date ||
    value instanceof Uint8Array ||
    Symbol.toStringTag in value ||
    typeof value.valueOf() !== 'object'
  );
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return quote + escaped.replace(UNPRINTABLE, byNumber) + quote;
}

/** Control and format characters, and every space but the usual one. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** `\x1f`, `\u200b`, `\U000e0001`. */
function byNumber(char: string): string {
  const code = char.codePointAt(0)!;
  const [letter, digits] = code < 0x100 ? ['x', 2] : code < 0x10000 ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).padStart(Number(digits), '0')}`;
}

/** As `repr()`, in ASCII alone. */
export function ascii(value: unknown): string {
  return repr(value).replace(/[^\0-\x7f]/gu, byNumber);
}

/** `b'abc\xff'`. */
function bytesText(bytes: Uint8Array): string {
  return `b${quoted(Buffer.from(bytes).toString('latin1')).replace(/[^\0-\x7f]/g, byNumber)}`;
}
