import { capfirst } from '../../utils/case.ts';
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

export type Choices<E extends Readonly<Record<string, unknown>>> = {
  readonly [K in keyof E]: ValueOf<E[K]>;
} & Enumeration<ValueOf<E[keyof E]>, keyof E & string>;

/**
 * Named choices: `const Status = models.TextChoices({ DRAFT: ['draft', 'Draft'], LIVE: 'live' })`.
 * `Status.DRAFT` is `'draft'`; `models.CharField({ maxLength: 5, choices: Status, default: Status.DRAFT })` is typed `'draft' | 'live'`.
 * A member without a label gets one from its name: `IN_REVIEW` reads `In Review`.
 */
export function TextChoices<const E extends Readonly<Record<string, Member<string>>>>(
  members: E,
): Choices<E> {
  return enumeration(members) as Choices<E>;
}

/** The same with numbers: `models.IntegerChoices({ LOW: 1, HIGH: [2, 'Very high'] })`. */
export function IntegerChoices<const E extends Readonly<Record<string, Member<number>>>>(
  members: E,
): Choices<E> {
  return enumeration(members) as Choices<E>;
}

const OWN_NAMES: readonly string[] = ['choices', 'values', 'labels', 'names', 'label'];

function enumeration(members: Readonly<Record<string, Member<unknown>>>): object {
  const entries = Object.entries(members).map(([name, member]) => {
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
  return Object.freeze({
    ...Object.fromEntries(entries.map(({ name, value }) => [name, value])),
    choices: entries.map(({ value, label }) => [value, label] as const),
    values,
    get labels() {
      return entries.map(({ label }) => label.toString());
    },
    names: entries.map((entry) => entry.name),
    label: (value: unknown) => String(entries.find((entry) => entry.value === value)?.label ?? value ?? ''),
  });
}

/** `IN_REVIEW` is `In Review`. */
function titleOf(name: string): string {
  return name
    .split('_')
    .map((word) => capfirst(word.toLowerCase()))
    .join(' ');
}
