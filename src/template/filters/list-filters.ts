import { crypto } from '../../utils/builtins.ts';
import { conditionalEscape } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { isText, type TextObject } from '../../utils/text-object.ts';
import type { EscapeState } from '../filter.ts';
import { checkLength, TemplateValueError } from '../render-errors.ts';
import { attr } from '../runtime/attributes.ts';
import { briefly } from '../runtime/briefly.ts';
import { compare } from '../runtime/compare.ts';
import { items } from '../runtime/items.ts';
import { MISSING } from '../runtime/marks.ts';
import type { Definer } from './define.ts';
import { toFloat } from './numbers.ts';
import { pythonSlice } from './slice.ts';
import { textArgument } from './text-argument.ts';
import { unorderedList } from './unordered-list.ts';

const KEEPS_SAFE = { isSafe: true } as const;
const WITH_ARG = { arg: 'required' } as const;
const ESCAPES = { isSafe: true, needsAutoescape: true } as const;

/** Filters on lists. */
export function defineListFilters(define: Definer): void {
  define.value('dictsort', (value, arg) => sorted(value, arg, false), WITH_ARG);
  define.value('dictsortreversed', (value, arg) => sorted(value, arg, true), WITH_ARG);
  define.value('first', (value) => firstOf(value));
  define.value('last', (value) => lastOf(value), KEEPS_SAFE);
  define.value('length', lengthOf);
  define.value('random', (value) => randomItem(indexable(value)), KEEPS_SAFE);
  define.value('slice', (value, arg) => pythonSlice(value, str(arg)), { isSafe: true, arg: 'required' });
  define.value('join', join, { ...ESCAPES, arg: 'required', safeArguments: true });
  define.value(
    'escapeseq',
    (value) => sequence(value).map((item) => conditionalEscape(textOrSelf(item))),
    KEEPS_SAFE,
  );
  define.value('safeseq', (value) => sequence(value).map((item) => new SafeString(str(item))), KEEPS_SAFE);
  define.value(
    'unordered_list',
    (value, _arg, state) => new SafeString(unorderedList(sequence(value), state!)),
    ESCAPES,
  );
}

/** A list or a text, of which one item can be taken. @throws TemplateValueError for dictionaries, sets and what is no collection */
function indexable(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isText(value)) return [...value.toString()];
  if (value instanceof Uint8Array) return [...value];
  throw new TemplateValueError(`${briefly(value)} has no items by number.`);
}

/** What can be gone through. @throws TemplateValueError for other values */
export function sequence(value: unknown): readonly unknown[] {
  const list = items(value);
  if (!Array.isArray(list) || value === null || value === undefined)
    throw new TemplateValueError(`${briefly(value)} is no list.`);
  return list;
}

function firstOf(value: unknown): unknown {
  const list = indexable(value);
  return list.length === 0 ? '' : list[0];
}

function lastOf(value: unknown): unknown {
  const list = indexable(value);
  const last = list.length === 0 ? '' : list.at(-1);
  return typeof last === 'string' && value instanceof SafeString ? new SafeString(last) : last;
}

function lengthOf(value: unknown): number {
  if (isText(value)) return [...value.toString()].length;
  if (typeof value !== 'object' || value === null) return 0;
  if (value instanceof Map || value instanceof Set) return value.size;
  const { length } = value as { length?: unknown };
  if (typeof length === 'number') return length;
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null ? Object.keys(value).length : 0;
}

function randomItem(list: readonly unknown[]): unknown {
  return list.length === 0 ? '' : list[crypto().randomInt(list.length)];
}

function textOrSelf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : str(value);
}

function join(value: unknown, arg: unknown, state?: EscapeState): unknown {
  const escapes = state?.autoescape ?? true;
  const list = listOrNone(value);
  if (escapes) {
    if (list === undefined) return value;
    const texts = list.map((item) => conditionalEscape(textOrSelf(item)).toString());
    return new SafeString(joined(texts, conditionalEscape(arg).toString()));
  }
  const separator = textArgument(arg);
  if (list === undefined || !list.every(isText)) return value;
  return new SafeString(joined(list.map(String), separator));
}

function joined(texts: readonly string[], separator: string): string {
  const length = texts.reduce((sum, text) => sum + text.length, (texts.length - 1) * separator.length);
  checkLength(length);
  return texts.join(separator);
}

function listOrNone(value: unknown): readonly unknown[] | undefined {
  try {
    return sequence(value);
  } catch (error) {
    if (error instanceof TemplateValueError) return undefined;
    throw error;
  }
}

/** Sort by a key, an attribute, a path of these, or an index. Nothing comes out when an item lacks it or two don't compare. */
function sorted(value: unknown, arg: unknown, isReversed: boolean): unknown {
  try {
    const property = propertyOf(arg);
    const keyed = listOrNone(value)?.map((item) => ({ item, key: property(item) }));
    keyed?.sort((a, b) => (isReversed ? compare(b.key, a.key) : compare(a.key, b.key)));
    return keyed?.map(({ item }) => item) ?? '';
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

function propertyOf(arg: unknown): (item: unknown) => unknown {
  if (toFloat(arg) !== undefined) return (item) => itemOf(item, arg);
  if (!isText(arg)) throw new TypeError('A list is sorted by a name or a number.');
  const path = arg.toString();
  if (path === '') throw new TemplateValueError('A list cannot be sorted by an empty name.');
  if (path.startsWith('_') || path.includes('._')) throw new TypeError('Private names cannot be sorted by.');
  return (item) => path.split('.').reduce<unknown>((current, name) => partOf(current, name), item);
}

/**
 * An item of a list by number, or of a dictionary by key.
 * @throws TemplateValueError when there is none
 * @throws TypeError for a list and no whole number, and for what has no items
 */
function itemOf(holder: unknown, key: unknown): unknown {
  const found = Array.isArray(holder) || isText(holder) ? placeOf(holder, key) : entryOf(holder, key);
  if (found === undefined) throw new TemplateValueError(`An item has no ${str(key)}.`);
  return found;
}

function placeOf(holder: readonly unknown[] | string | TextObject, key: unknown): unknown {
  if (typeof key !== 'number' || !Number.isInteger(key))
    throw new TypeError('A list is indexed by whole numbers.');
  return (isText(holder) ? [...holder.toString()] : holder).at(key);
}

function entryOf(holder: unknown, key: unknown): unknown {
  if (holder instanceof Map) return holder.get(isText(key) ? key.toString() : key);
  if (typeof holder !== 'object' || holder === null) throw new TypeError(`${str(holder)} has no items.`);
  return Object.hasOwn(holder, str(key)) ? (holder as Record<string, unknown>)[str(key)] : undefined;
}

/** A key or an attribute. Numbers in a path are names, so that lists and texts have nothing by them. */
function partOf(holder: unknown, name: string): unknown {
  if (Array.isArray(holder) || isText(holder)) throw new TypeError(`A list has no ${name}.`);
  return required(attr(holder, name), name);
}

function required(value: unknown, name: unknown): unknown {
  if (value === MISSING || value === undefined || typeof value === 'symbol')
    throw new TypeError(`An item has no ${str(name)}.`);
  return value;
}
