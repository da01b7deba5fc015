import { capfirst } from '../../utils/case.ts';
import { isPlainObject } from '../../utils/is-plain-object.ts';
import { shownValue } from '../../utils/shown-value.ts';
import type { Text } from '../../utils/translation/lazy.ts';
import { ModelDefinitionError } from './errors.ts';

type Member<V> = V | readonly [value: V, label: Text];
type ValueOf<E> = E extends readonly [infer V, Text] ? V : E;

/** What every enumeration has beside its members. */
export interface Enumeration<V, Name extends string> {
  /** `[['draft', 'Draft'], ...]`, for a field's `choices`. */
  readonly choices: readonly (readonly [value: V, label: Text])[];
  readonly values: readonly V[];
  readonly labels: readonly string[];
  readonly names: readonly Name[];
  /** The label of a value. */
  label(value: V): string;
}

/** `__empty__` is no member: it is the label of no value at all. */
type Named<E> = Exclude<keyof E, '__empty__'>;

export type Choices<E extends Readonly<Record<string, unknown>>> = {
  readonly [K in Named<E>]: ValueOf<E[K]>;
} & Enumeration<ValueOf<E[Named<E>]>, Named<E> & string>;

/** The members, checked one by one beside the label of no value. */
type Checked<E, V> = E & { readonly [K in Named<E>]: Member<V> };

/**
 * Named choices: `const Status = models.TextChoices({ DRAFT: ['draft', 'Draft'], LIVE: 'live' })`.
 * `Status.DRAFT` is `'draft'`; `models.CharField({ maxLength: 5, choices: Status, default: Status.DRAFT })` is typed `'draft' | 'live'`.
 * A member without a label gets one from its name: `IN_REVIEW` reads `In Review`.
 * `__empty__: 'Unknown'` is the label of null, and the first of the choices.
 */
export function TextChoices<const E extends Readonly<Record<string, Member<string>>>>(
  members: E,
): Choices<E> {
  return enumeration(members) as Choices<E>;
}

/** The same with numbers: `models.IntegerChoices({ LOW: 1, HIGH: [2, 'Very high'] })`. */
export function IntegerChoices<const E extends Readonly<Record<string, Member<number> | Text>>>(
  members: Checked<E, number>,
): Choices<E> {
  return enumeration(members) as Choices<E>;
}

/** The same with values of any kind: `models.Choices({ MORNING: [new Date(0), 'In the morning'] })`. */
export function Choices<const E extends Readonly<Record<string, unknown>>>(members: E): Choices<E> {
  return enumeration(members) as Choices<E>;
}

const OWN_NAMES: readonly string[] = ['choices', 'values', 'labels', 'names', 'label'];

function enumeration(members: Readonly<Record<string, Member<unknown>>>): object {
  if (!isPlainObject(members)) {
    throw new ModelDefinitionError(
      `Choices are made of an object, not of ${shownValue(members)}.`,
      "Write models.TextChoices({ DRAFT: 'draft', DONE: ['done', 'Finished'] }).",
    );
  }
  const { __empty__: empty, ...named } = members;
  const entries = Object.entries(named).map(([name, member]) => {
    if (OWN_NAMES.includes(name)) {
      throw new ModelDefinitionError(
        `'${name}' cannot be the name of a choice.`,
        'Write members in capitals.',
      );
    }
    return Array.isArray(member)
      ? { name, value: member[0] as unknown, label: member[1] as Text }
      : { name, value: member, label: titleOf(name) };
  });
  const values = entries.map((entry) => entry.value);
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) {
    throw new ModelDefinitionError(
      `Two choices have the value ${JSON.stringify(twice)}.`,
      'Each member needs a value of its own.',
    );
  }
  const none = empty === undefined ? [] : [{ name: '__empty__', value: null, label: empty as Text }];
  const all = [...none, ...entries];
  return Object.freeze({
    ...Object.fromEntries(entries.map(({ name, value }) => [name, value])),
    choices: all.map(({ value, label }) => [value, label] as const),
    values: all.map((entry) => entry.value),
    get labels() {
      return all.map(({ label }) => label.toString());
    },
    names: all.map((entry) => entry.name),
    label: (value: unknown) => String(all.find((entry) => entry.value === value)?.label ?? value ?? ''),
  });
}

/** `IN_REVIEW` is `In Review`. */
function titleOf(name: string): string {
  return name
    .split('_')
    .map((word) => capfirst(word.toLowerCase()))
    .join(' ');
}
