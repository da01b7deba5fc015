import { type Text, writtenText } from '../../../utils/translation/lazy.ts';

/** `[['d', 'Draft'], ['p', 'Published']]`: what is stored and what people read. */
export type Choice<V = unknown> = readonly [value: V, label: Text];
/** `['Audio', [['cd', 'CD'], ['vinyl', 'Vinyl']]]`: choices under a heading. */
export type ChoiceGroup<V = unknown> = readonly [heading: Text, choices: readonly Choice<V>[]];
/** Choices as a list, with headings, as an object of labels by value, as an enumeration (`TextChoices`), or a function that gives them. */
export type ChoicesOption<V = unknown> = ChoicesSource<V> | (() => ChoicesSource<V>);
export type ChoicesSource<V = unknown> =
  | readonly (Choice<V> | ChoiceGroup<V>)[]
  | Readonly<Record<string, Text>>
  | { readonly choices: readonly (Choice<V> | ChoiceGroup<V>)[] };

export type NormalizedChoices = readonly (Choice | ChoiceGroup)[];

/** Bring the ways to write choices into one; a function is called each time. */
export function normalizeChoices(option: unknown): NormalizedChoices | null {
  const source: unknown = typeof option === 'function' && !('choices' in option) ? option() : option;
  if (source === null || source === undefined) return null;
  if (Array.isArray(source) || typeof source !== 'object') return source as NormalizedChoices;
  if ('choices' in source) return source.choices as NormalizedChoices;
  return Object.entries(source as Readonly<Record<string, Text>>);
}

/** Whether an entry of a list of choices is a heading with choices of its own. */
export function isGroup(entry: Choice | ChoiceGroup): entry is ChoiceGroup {
  return Array.isArray(entry[1]);
}

/** The choices with their labels as they were written, for migrations. */
export function writtenChoices(choices: NormalizedChoices): NormalizedChoices {
  return choices.map((entry) =>
    isGroup(entry)
      ? [writtenText(entry[0]), writtenChoices(entry[1]) as readonly Choice[]]
      : [entry[0], writtenText(entry[1])],
  );
}

/** The choices without their headings. */
export function flattenChoices(choices: NormalizedChoices | null): readonly Choice[] {
  return (choices ?? []).flatMap((entry) => (isGroup(entry) ? entry[1] : [entry]));
}
