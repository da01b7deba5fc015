import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { takeApart } from '../../models/expressions/take-apart.ts';
import { Field } from '../../models/fields/field.ts';
import { Manager } from '../../models/manager.ts';
import { OnDelete } from '../../models/on-delete.ts';

interface Deconstructible {
  deconstruct(): { path: string; args?: readonly unknown[]; options?: unknown };
}

/**
 * A value taken apart until only plain data, functions and classes are left, so that two of them can be compared.
 * Objects that have `deconstruct()` (fields, validators, expressions) become what it gives.
 */
export function deepDeconstruct(value: unknown): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
  if (Array.isArray(value)) return value.map(deepDeconstruct);
  if (value instanceof OnDelete) return { onDelete: value.name, value: deepDeconstruct(value.value) };
  if (value instanceof Manager) return { manager: value.constructor };
  if (isDeconstructible(value)) {
    const { path, args = [], options = {} } = value.deconstruct();
    return { path, args: args.map(deepDeconstruct), options: deepDeconstruct(options) };
  }
  if (typeof value === 'function') return literalFunction(value) ?? value;
  const parts = takeApart(value);
  if (parts !== undefined)
    return Object.fromEntries(Object.entries(parts).map(([key, item]) => [key, deepDeconstruct(item)]));
  if (value instanceof RegExp) return { regex: String(value) };
  if (value instanceof Set) return { set: [...value].map(deepDeconstruct) };
  if (value instanceof Map) return { map: [...value].map(deepDeconstruct) };
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deepDeconstruct(item)]));
  }
  return { [value.constructor.name]: textOf(value) };
}

/** A field without its name. Whether fixtures hold a primary key is no choice: it is the same said or unsaid. */
export function deconstructField(field: Field): { path: string; options: Record<string, unknown> } {
  const { path, options } = field.deconstruct();
  const taken = deepDeconstruct(options) as Record<string, unknown>;
  if (field.primaryKey) delete taken['serialize'];
  return { path, options: taken };
}

/** Whether two deconstructed values say the same; the order of an object's keys means nothing. */
export function sameStructure(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b].map((one) => one as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  const keys = Object.keys(left).filter((key) => left[key] !== undefined);
  if (keys.length !== Object.keys(right).filter((key) => right[key] !== undefined).length) return false;
  return keys.every((key) => key in right && sameStructure(left[key], right[key]));
}

/** Whether two values, taken apart, say the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  return sameStructure(deepDeconstruct(a), deepDeconstruct(b));
}

function isDeconstructible(value: object): value is Deconstructible {
  return value instanceof Field || typeof (value as { deconstruct?: unknown }).deconstruct === 'function';
}

/** Dates, decimals and the values of Temporal are told apart by their JSON text. */
function textOf(value: object): string {
  const { toJSON } = value as { toJSON?: () => unknown };
  return String(typeof toJSON === 'function' ? toJSON.call(value) : value);
}

/** `() => []` is the same wherever it stands: functions of a literal are compared by their text. */
function literalFunction(value: object): unknown {
  const text = Function.prototype.toString.call(value).replace(/\s+/g, '');
  return /^\(\)=>(\(\{\}\)|\[\]|-?[\d.]+|true|false|null|'[^']*'|"[^"]*")$/.test(text)
    ? { function: text }
    : undefined;
}
