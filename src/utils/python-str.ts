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
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Lists and dictionaries that are being written: one that holds itself is written once. */
const open = new Set<object>();

function inside(value: object, again: string, write: () => string): string {
  if (open.has(value)) return again;
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
  if (typeof value.toString === 'function' && value.toString !== Object.prototype.toString) {
    if (!Array.isArray(value) || value.toString !== Array.prototype.toString) return String(value);
  }
  if (Array.isArray(value)) return inside(value, '[...]', () => `[${value.map(repr).join(', ')}]`);
  const proto = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null)
    return inside(value, '{...}', () => dictText(Object.entries(value)));
  return `<${value.constructor?.name ?? 'object'} object>`;
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
  return value instanceof Date || Symbol.toStringTag in value || typeof value.valueOf() !== 'object';
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return (
    quote +
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are written by their numbers
    escaped.replace(/[\0-\x1f\x7f-\xa0\xad]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`) +
    quote
  );
}
