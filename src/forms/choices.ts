import type { SafeString } from '../utils/safe-string.ts';

export type ChoiceLabel = string | number | SafeString | { toString(): string };
/** What is sent and what people read: `['d', 'Draft']`. */
export type Choice = readonly [value: unknown, label: ChoiceLabel];
/** Choices under a heading: `['Audio', [['cd', 'CD'], ['vinyl', 'Vinyl']]]`. */
export type ChoiceGroup = readonly [heading: unknown, choices: readonly Choice[]];
export type ChoiceList = Iterable<Choice | ChoiceGroup>;

/** Choices as a list, as an object of labels by value, as an enumeration with `choices`; or a function that gives them anew each time. */
export type Choices =
  | ChoiceList
  | ReadonlyMap<unknown, unknown>
  | { readonly choices: ChoiceList }
  | Readonly<Record<string, unknown>>
  | (() => Choices);

/** Bring the ways to write choices into one. A function stays lazy: it is called each time the list is read. */
export function normalizeChoices(source: Choices): ChoiceList {
  if (typeof source === 'function' && !('choices' in source)) {
    return { [Symbol.iterator]: () => normalizeChoices((source as () => Choices)())[Symbol.iterator]() };
  }
  if (isIterable(source)) {
    return Array.isArray(source) || source instanceof Map ? Array.from(source, normalizeEntry) : source;
  }
  if ('choices' in source && isIterable(source.choices)) return source.choices;
  return Object.entries(source).map(normalizeEntry);
}

function isIterable(value: unknown): value is ChoiceList {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function normalizeEntry([value, label]: readonly [unknown, unknown]): Choice | ChoiceGroup {
  return isNested(label)
    ? [value, [...(normalizeChoices(label) as Iterable<Choice>)]]
    : [value, label as ChoiceLabel];
}

/** A list or an object in the label's place are the choices of a group. */
function isNested(label: unknown): label is Choices {
  if (typeof label !== 'object' || label === null) return false;
  if (Array.isArray(label) || label instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(label);
  return prototype === Object.prototype || prototype === null;
}

/** Whether an entry of a list of choices is a heading with choices of its own. */
export function isChoiceGroup(entry: Choice | ChoiceGroup): entry is ChoiceGroup {
  return Array.isArray(entry[1]);
}
