import { randomInt } from 'node:crypto';
import { conditionalEscape } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { isText } from '../../utils/text-object.ts';
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
import { unorderedList } from './unordered-list.ts';

const KEEPS_SAFE = { isSafe: true } as const;
const WITH_ARG = { arg: 'required' } as const;
const ESCAPES = { isSafe: true, needsAutoescape: true } as const;

/** Filters on lists. */
export function defineListFilters(define: Definer): void {
  define.value('dictsort', (value, arg) => sorted(value, arg, false), WITH_ARG);
  define.value('dictsortreversed', (value, arg) => sorted(value, arg, true), WITH_ARG);
  define.value('first', (value) => indexable(value)[0] ?? '');
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
  throw new TemplateValueError(`${briefly(value)} has no items by number.`);
}

/** What can be gone through. @throws TemplateValueError for other values */
export function sequence(value: unknown): readonly unknown[] {
  const list = items(value);
  if (!Array.isArray(list) || value === null || value === undefined)
    throw new TemplateValueError(`${briefly(value)} is no list.`);
  return list;
}

function lastOf(value: unknown): unknown {
  const last = indexable(value).at(-1) ?? '';
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
  return list.length === 0 ? '' : list[randomInt(list.length)];
}

function textOrSelf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : str(value);
}

function join(value: unknown, arg: unknown, state?: EscapeState): unknown {
  if (!isText(arg)) return value;
  let list: readonly unknown[];
  try {
    list = sequence(value);
  } catch (error) {
    if (doesNotFit(error)) return value;
    throw error;
  }
  if (state?.autoescape ?? true) {
    const separator = conditionalEscape(arg instanceof SafeString ? arg : arg.toString()).toString();
    return new SafeString(
      joined(
        list.map((item) => conditionalEscape(textOrSelf(item)).toString()),
        separator,
      ),
    );
  }
  if (!list.every((item) => isText(item))) return value;
  return new SafeString(joined(list.map(String), arg.toString()));
}

function joined(texts: readonly string[], separator: string): string {
  const length = texts.reduce((sum, text) => sum + text.length, (texts.length - 1) * separator.length);
  checkLength(length);
  return texts.join(separator);
}

/** Sort by a key, an attribute, a path of these, or an index. Nothing comes out when an item lacks it or two don't compare. */
function sorted(value: unknown, arg: unknown, isReversed: boolean): unknown {
  try {
    const property = propertyOf(arg);
    const keyed = sequence(value).map((item) => ({ item, key: property(item) }));
    keyed.sort((a, b) => (isReversed ? compare(b.key, a.key) : compare(a.key, b.key)));
    return keyed.map(({ item }) => item);
  } catch (error) {
    if (doesNotFit(error)) return '';
    throw error;
  }
}

function doesNotFit(error: unknown): boolean {
  return error instanceof TypeError || error instanceof TemplateValueError;
}

function propertyOf(arg: unknown): (item: unknown) => unknown {
  if (toFloat(arg) !== undefined)
    return (item) => required(Array.isArray(item) ? item[Number(arg)] : keyOf(item, arg), arg);
  const path = str(arg);
  if (path === '' || path.startsWith('_') || path.includes('._'))
    throw new TypeError('Private names cannot be sorted by.');
  return (item) =>
    path.split('.').reduce<unknown>((current, name) => required(attr(current, name), name), item);
}

function keyOf(item: unknown, key: unknown): unknown {
  if (item instanceof Map) return item.get(key) ?? item.get(str(key));
  if (isText(item)) {
    if (typeof key !== 'number') throw new TypeError('A text is indexed by numbers.');
    return [...item.toString()][key];
  }
  return (item as Record<string, unknown> | null)?.[str(key)];
}

function required(value: unknown, name: unknown): unknown {
  if (value === MISSING || value === undefined || typeof value === 'symbol')
    throw new TypeError(`An item has no ${str(name)}.`);
  return value;
}
